/** What the app's listeners were given, so that a check can wait for it and look at it. */
export class Heard {
  #kept = [];
  #waiting = [];

  tell(what, args) {
    const entry = { what, args };
    this.#kept.push(entry);
    this.#waiting = this.#waiting.filter((waits) => !waits(entry));
  }

  /** The first of this name, already heard or still to come, that fits; it is taken out. */
  async next(what, fits = () => true, seconds = 5) {
    const matches = (entry) => entry.what === what && fits(entry.args);
    const known = this.#kept.find(matches);
    if (known) return this.#take(known);
    return new Promise((resolve, reject) => {
      const waits = (entry) => {
        if (!matches(entry)) return false;
        clearTimeout(timer);
        resolve(this.#take(entry));
        return true;
      };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waits);
        reject(new Error(`the app heard no ${what}`));
      }, seconds * 1000);
      this.#waiting.push(waits);
    });
  }

  count(what, fits = () => true) {
    return this.#kept.filter((entry) => entry.what === what && fits(entry.args)).length;
  }

  #take(entry) {
    this.#kept.splice(this.#kept.indexOf(entry), 1);
    return entry.args;
  }
}
