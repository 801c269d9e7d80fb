// node types/run.js FOLDER
// Checks what the stories recorded in FOLDER against Slack's own types, strictly, and that the check would see a mistake.

import { existsSync } from 'node:fs';
import { unusedAllowances } from './allowances.js';
import { compile, GENERATED } from './compile.js';
import { generate } from './generate.js';
import { recordedPayloads } from './recorded.js';
import { Report } from './report.js';

const folder = process.argv[2];
const payloads = folder && existsSync(folder) ? recordedPayloads(folder) : new Map();
if (payloads.size === 0) {
  console.error(`No payloads are recorded in ${folder}. Run the stories first, with POSTMORTEMS_RECORD_DIR naming that folder.`);
  process.exit(1);
}

const files = generate(payloads, `${GENERATED}/bot`);
const wrongIn = compile(files.flatMap(({ right, wrong }) => [right, wrong]));
const report = new Report();
for (const { of, type, payloads: count, right, mistakes, wrong } of files) {
  report.add(`${of}: ${counted(count, 'payload')} ${count === 1 ? 'is' : 'are'} ${type}`, wrongIn(right));
  if (mistakes > 0) report.add(`${of}: ${counted(mistakes, 'misspelt field')} would be seen`, wrongIn(wrong));
}
report.add('allowances: every one is still needed', unusedAllowances().map(({ of, field }) => `${of} does not send ${field}`));
report.end();

function counted(number, what) {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
