// Asks the compiler about generated files, as `tsc --noEmit --strict` would, and tells what it found in each.

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const HERE = fileURLToPath(new URL('..', import.meta.url));

/** Where generated files belong, so that they find the installed types. */
export const GENERATED = `${HERE}generated`;

/** A function that lists what is wrong in a file. */
export function compile(files) {
  const { config } = ts.readConfigFile(`${HERE}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, HERE);
  const findings = new Map();
  for (const finding of ts.getPreEmitDiagnostics(ts.createProgram(files, options))) {
    const file = finding.file?.fileName ?? '';
    findings.set(file, [...(findings.get(file) ?? []), described(finding)]);
  }
  if (findings.has('')) throw new Error(findings.get('').join('\n'));
  return (file) => findings.get(file) ?? [];
}

function described({ file, start, messageText }) {
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (file === undefined) return text;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${relative(HERE, file.fileName)}:${line + 1} ${text}\n> ${file.text.split('\n')[line].trim().slice(0, 200)}`;
}
