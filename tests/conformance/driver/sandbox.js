// The Sandbox's control interface: what a person does in Slack, and what an administrator does.

/** The Sandbox would not do it: no such button, message, view… */
export class Refused extends Error {
  constructor(method, path, status, answer) {
    super(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    this.code = answer?.error;
  }
}

export class Sandbox {
  constructor(url) {
    this.url = url.replace(/\/$/, '');
  }

  get(path) {
    return this.#call('GET', path);
  }

  post(path, body = {}) {
    return this.#call('POST', path, body);
  }

  patch(path, body) {
    return this.#call('PATCH', path, body);
  }

  put(path, body) {
    return this.#call('PUT', path, body);
  }

  delete(path) {
    return this.#call('DELETE', path);
  }

  as(name) {
    return new Person(this, name);
  }

  orders(fault) {
    return this.post('/sandbox/faults', fault);
  }

  /** Returns as soon as `look` finds something; looks again whenever the workspace changed. */
  async until(what, look, seconds = 5) {
    const deadline = Date.now() + seconds * 1000;
    for (let version = 0; ; ) {
      const found = await look();
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
      version = (await this.get(`/sandbox/changes?after=${version}&timeout_ms=250`)).version;
    }
  }

  async #call(method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const answer = text === '' ? {} : JSON.parse(text);
    if (!response.ok) throw new Refused(method, path, response.status, answer);
    return answer;
  }
}

class Person {
  constructor(sandbox, name) {
    this.sandbox = sandbox;
    this.name = name;
  }

  #does(act, body) {
    return this.sandbox.post(`/sandbox/as/${this.name}/${act}`, body);
  }

  #asks(what) {
    return this.sandbox.get(`/sandbox/as/${this.name}/${what}`);
  }

  types(channel, text) {
    return this.#does('command', { channel, text });
  }

  says(channel, text, thread_ts) {
    return this.#does('message', { channel, text, thread_ts });
  }

  edits(channel, ts, text) {
    return this.sandbox.patch(`/sandbox/as/${this.name}/message`, { channel, ts, text });
  }

  reacts(channel, ts, name, remove = false) {
    return this.#does('reaction', { channel, ts, name, remove });
  }

  /** `place` is a message ({ channel, ts }) or a view ({ view_id }). */
  uses(action_id, place, value, block_id) {
    return this.#does('action', { action_id, value, block_id, ...place });
  }

  submits(view, values) {
    return this.#does('submit', { view_id: view.id, values });
  }

  closes(view, all = false) {
    return this.#does('close', { view_id: view.id, all });
  }

  loads(block_id, action_id, query, place) {
    return this.#does('options', { block_id, action_id, query, ...place });
  }

  shortcut(callback_id, message = {}) {
    return this.#does('shortcut', { callback_id, ...message });
  }

  uploads(name, content, channel) {
    return this.#does('file', { name, channel, content_base64: Buffer.from(content).toString('base64') });
  }

  opensHome() {
    return this.#does('home');
  }

  async dm(with_ = 'postmortem') {
    return (await this.#does('dm', { with: with_ })).channel;
  }

  joins(channel) {
    return this.#does('join', { channel });
  }

  leaves(channel) {
    return this.#does('leave', { channel });
  }

  async modals() {
    return (await this.#asks('views')).views;
  }

  async home() {
    return (await this.#asks('home')).view;
  }

  async reads(channel, thread) {
    return (await this.#asks(`messages?channel=${channel}${thread ? `&thread_ts=${thread}` : ''}`)).messages;
  }

  /** The newest message there with these words, as soon as it is there. */
  sees(channel, words, thread) {
    return this.sandbox.until(`“${words}” in ${channel}`, async () => (await this.reads(channel, thread)).reverse().find((m) => m.text.includes(words)));
  }

  /** The modal on top, as soon as it has this title. */
  seesModal(title) {
    return this.sandbox.until(`the modal “${title}”`, async () => (await this.modals()).reverse().find((v) => v.title.text === title));
  }
}
