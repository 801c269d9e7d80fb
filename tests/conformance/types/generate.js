// Writes one TypeScript file per method, and beside each one the misspelt payloads that must fail.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutAllowed } from './allowances.js';
import { oneLine, Source } from './literal.js';
import { misspeltCopies } from './misspelt.js';
import { targetOf } from './targets.js';

const KNOWN = "import type { KnownBlock } from '@slack/types';\n";

/** Returns, for each thing payloads were sent to, its files and how much is in them. */
export function generate(payloads, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const seen = new Set();
  return [...payloads].map(([of, bodies]) => {
    const sent = bodies.map((body) => withoutAllowed(of, body));
    const right = join(folder, `${of}.ts`);
    const wrong = join(folder, `${of}.misspelt.ts`);
    writeFileSync(right, assignments(of, sent));
    const mistakes = misspelt(of, sent, seen);
    writeFileSync(wrong, mistakes.source);
    return { of, type: targetOf(of).type, payloads: sent.length, right, mistakes: mistakes.count, wrong };
  });
}

function assignments(of, sent) {
  const { type, imports } = targetOf(of);
  const source = new Source();
  const calls = sent.map((payload, index) => `export const payload${index + 1}: ${type} = ${source.of(payload)};\n`);
  return `${imports}\n${KNOWN}\n${[source.constants, ...calls].join('\n')}`;
}

function misspelt(of, sent, seen) {
  const { type, imports } = targetOf(of);
  const lines = [];
  let count = 0;
  const declare = (typed, value) => lines.push(`export const value${lines.length + 1}: ${typed} = ${oneLine(value)};\n`);
  const expectErrors = (typed, value, place) => {
    const copies = [...misspeltCopies(value, place, seen)];
    // Spelt right it must pass, else the errors below would prove nothing.
    if (copies.length > 0) declare(typed, value);
    for (const { copy, where } of copies) {
      lines.push(`// @ts-expect-error ${where}\n`);
      declare(typed, copy);
    }
    count += copies.length;
  };
  for (const payload of sent.filter((p) => typeof p === 'object')) {
    const { bare, blocks } = apart(payload);
    expectErrors(type, bare, of);
    for (const block of blocks) expectErrors('KnownBlock', block, `block ${block.type}`);
  }
  return { source: `${imports}\n${KNOWN}\n${lines.join('')}\nexport {};\n`, count };
}

/** The payload with its block lists emptied, and the blocks. */
function apart(payload) {
  const blocks = [];
  const bare = JSON.parse(JSON.stringify(payload), (name, value) => {
    if (name !== 'blocks') return value;
    blocks.push(...value);
    return [];
  });
  return { bare, blocks };
}
