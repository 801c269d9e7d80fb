// TypeScript source from a payload. Literal expressions, because only they get excess-property checks and literal types.

/**
 * `blocks` lists become constants of their own, typed KnownBlock[]: the official argument types also take Block,
 * which any object with a type satisfies, and would let every mistake inside a block pass.
 */
export class Source {
  #constants = [];

  get constants() {
    return this.#constants.join('');
  }

  of(value, indent = '') {
    if (Array.isArray(value)) return this.#list(value.map((item) => this.of(item, `${indent}  `)), '[', ']', indent);
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const parts = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${name === 'blocks' ? this.#blocks(part) : this.of(part, `${indent}  `)}`);
    return this.#list(parts, '{', '}', indent);
  }

  #blocks(blocks) {
    const name = `blocks${this.#constants.length + 1}`;
    this.#constants.push('');
    this.#constants[this.#constants.length - 1] = `const ${name}: KnownBlock[] = ${this.of(blocks)};\n`;
    return name;
  }

  #list(parts, open, close, indent) {
    return parts.length === 0 ? open + close : `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
  }
}

/** The whole payload in one line, so that an expected error lies on the line after its comment. */
export const oneLine = (value) => JSON.stringify(value);
