// What the stories recorded: one JSON line per shape of payload, by what it was sent to.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A map from a method, `response_url` or the kind of an answered request to its distinct payloads. */
export function recordedPayloads(folder) {
  const payloads = new Map();
  const seen = new Set();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      if (seen.has(line)) continue;
      seen.add(line);
      const { of, as_form, body } = JSON.parse(line);
      const known = payloads.get(of) ?? [];
      payloads.set(of, [...known, as_form ? fromForm(body) : body]);
    }
  }
  return new Map([...payloads].sort(([a], [b]) => a.localeCompare(b)));
}

const NUMBERS = new Set(['limit', 'length', 'count', 'page', 'post_at']);

// A form carries everything as text; the client libraries take numbers, booleans and JSON.
function fromForm(body) {
  return Object.fromEntries(Object.entries(body).map(([name, text]) => [name, valueOf(name, text)]));
}

function valueOf(name, text) {
  if (NUMBERS.has(name)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^[[{]/.test(text) ? JSON.parse(text) : text;
}
