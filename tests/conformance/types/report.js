// The same lines as the checks of the driver: `ok 3 name`, or `not ok 3 name` with what is wrong indented below.

export class Report {
  #number = 0;
  #failed = 0;

  add(name, problems) {
    this.#number += 1;
    console.log(`${problems.length === 0 ? 'ok' : 'not ok'} ${this.#number} ${name}`);
    if (problems.length > 0) this.#failed += 1;
    for (const problem of problems) console.log(problem.replace(/^/gm, '    '));
  }

  /** Prints the plan and ends the process. */
  end() {
    console.log(`1..${this.#number}`);
    process.exitCode = this.#failed === 0 && this.#number > 0 ? 0 : 1;
  }
}
