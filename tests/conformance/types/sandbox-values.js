// Values as TypeScript, of two kinds of strictness.

/** One of each shape: the names and kinds count, not the words. */
export function distinct(values) {
  const known = new Map(values.map((value) => [shape(value), value]));
  return [...known.values()];
}

function shape(value, name = '') {
  if (Array.isArray(value)) return `[${[...new Set(value.map((item) => shape(item, name)))].sort().join()}]`;
  if (value !== null && typeof value === 'object') return `{${Object.keys(value).sort().map((key) => `${key}:${shape(value[key], key)}`).join()}}`;
  return name === 'type' || name === 'subtype' ? value : value === null ? 'null' : typeof value;
}

/**
 * A fresh literal: a field that the type does not know is an error. The types of answers are drawn from examples,
 * so their lists of words are not complete (a new kind of block), and nulls are not in them.
 */
export function fresh(name, type, value) {
  return `export const ${name}: Answer<${type}> = ${JSON.stringify(value, null, 2)};\n`;
}

export const ANSWER = `type Answer<T> = T extends string ? string : T extends (infer I)[] ? Answer<I>[] : T extends object ? { [K in keyof T]: Answer<T[K]> | null } : T;\n`;

/** By way of a constant, so that fields beyond the type are let through; words keep their literal types. */
export function pinned(name, type, value) {
  return `const ${name}Sent = ${literal(value)};\nexport const ${name}: ${type} = ${name}Sent;\n`;
}

function literal(value, indent = '') {
  if (value === null) return 'null';
  if (typeof value !== 'object') return `${JSON.stringify(value)} as const`;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${literal(part, inner)}`);
  // The types tell a plain message by its subtype, which must be there and be undefined.
  if (value.type === 'message' && value.subtype === undefined) parts.push('"subtype": undefined');
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? open + close : `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}
