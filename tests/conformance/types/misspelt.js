// Proof that the check bites: every field of every kind of object, misspelt once, must be an error.

/** Maps whose names the app chooses: nothing can be misspelt there. */
const FREE = new Set(['errors', 'event_payload', 'metadata', 'unfurls']);

/** Copies of the payload, each with one field misspelt, for every place that `seen` does not know yet. */
export function* misspeltCopies(payload, place, seen) {
  for (const path of objectsIn(payload)) {
    const object = at(payload, path);
    const here = `${place} ${path.filter((step) => typeof step === 'string').join('.')} ${object.type ?? ''}`;
    for (const field of Object.keys(object)) {
      if (seen.has(`${here} ${field}`)) continue;
      seen.add(`${here} ${field}`);
      const copy = structuredClone(payload);
      const changed = at(copy, path);
      changed[`${field}x`] = changed[field];
      delete changed[field];
      yield { copy, where: `${here} ${field}`.replace(/\s+/g, ' ') };
    }
  }
}

function* objectsIn(value, path = []) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield path;
  for (const [name, part] of Object.entries(value)) {
    if (!FREE.has(name)) yield* objectsIn(part, [...path, Array.isArray(value) ? Number(name) : name]);
  }
}

const at = (value, path) => path.reduce((inside, step) => inside[step], value);
