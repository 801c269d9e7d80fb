// node types/run.js FOLDER
// Checks what the stories recorded in FOLDER against Slack's own types, strictly, and that the check would see a mistake.

import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { unusedAllowances } from './allowances.js';
import { generate } from './generate.js';
import { recordedPayloads } from './recorded.js';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2];
const payloads = folder && existsSync(folder) ? recordedPayloads(folder) : new Map();
if (payloads.size === 0) {
  console.error(`No payloads are recorded in ${folder}. Run the stories first, with POSTMORTEMS_RECORD_DIR naming that folder.`);
  process.exit(1);
}

const files = generate(payloads, `${HERE}generated`);
const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(`${HERE}tsconfig.json`, ts.sys.readFile).config, ts.sys, HERE);
const program = ts.createProgram(files.flatMap(({ right, wrong }) => [right, wrong]), options);
const findings = byFile(ts.getPreEmitDiagnostics(program));

let number = 0;
let failed = 0;
for (const { of, type, payloads: count, right, mistakes, wrong } of files) {
  report(`${of}: ${count} payloads are ${type}`, right);
  if (mistakes > 0) report(`${of}: ${mistakes} misspelt fields would be seen`, wrong);
}
reportLines('allowances: every one is still needed', unusedAllowances().map(({ of, field }) => `${of} does not send ${field}`));
console.log(`1..${number}`);
process.exit(failed === 0 ? 0 : 1);

function report(name, file) {
  reportLines(name, (findings.get(file) ?? []).map(described));
}

function reportLines(name, problems) {
  number += 1;
  console.log(`${problems.length === 0 ? 'ok' : 'not ok'} ${number} ${name}`);
  if (problems.length > 0) failed += 1;
  for (const problem of problems) console.log(problem.replace(/^/gm, '    '));
}

function described(finding) {
  const { line } = finding.file.getLineAndCharacterOfPosition(finding.start);
  const text = finding.file.text.split('\n');
  return `${relative(HERE, finding.file.fileName)}:${line + 1} ${ts.flattenDiagnosticMessageText(finding.messageText, '\n')}\n> ${text[line].trim().slice(0, 200)}`;
}

function byFile(all) {
  const groups = new Map();
  for (const finding of all) {
    const file = finding.file?.fileName ?? '';
    groups.set(file, [...(groups.get(file) ?? []), finding]);
  }
  return groups;
}
