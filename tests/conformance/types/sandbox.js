// SANDBOX_URL=… node types/sandbox.js
// After an app has used it: is what the Sandbox sent and answered what Slack's own types say it is?

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { Sandbox } from '../driver/sandbox.js';
import { compile, GENERATED } from './compile.js';
import { Report } from './report.js';
import { withoutAllowed } from './sandbox-allowances.js';
import { answerType, sentType } from './sandbox-targets.js';
import { ANSWER, distinct, fresh, pinned } from './sandbox-values.js';

const { calls } = await new Sandbox(process.env.SANDBOX_URL).get('/sandbox/calls');
const groups = [...sent(calls), ...answered(calls)];

const folder = `${GENERATED}/sandbox`;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const group of groups) {
  group.file = `${folder}/${group.name.replace(/[^\w.]+/g, '-')}.ts`;
  writeFileSync(group.file, source(group));
}

const wrongIn = compile(groups.map(({ file }) => file));
const report = new Report();
for (const { name, type, values, file } of groups) report.add(`${name}: ${values.length} of ${type.name}`, wrongIn(file));
report.end();

/** What it sends may hold more than the types know, but nothing they ask for may be missing or of another kind. */
function sent(all) {
  return grouped(all.filter((call) => call.direction === 'to_app'), ({ request }) => sentType(request), ({ request }) => request, pinned);
}

/** What it answers may not hold more either: the types of answers list every field that Slack was seen to send. */
function answered(all) {
  return grouped(all.filter((call) => call.direction === 'to_slack' && call.response?.ok === true), ({ name }) => answerType(name), ({ response }) => response, fresh);
}

function grouped(some, typeOf, valueOf, write) {
  const groups = new Map();
  for (const call of some) {
    const type = typeOf(call);
    if (type === undefined) continue;
    const group = groups.get(type.of) ?? { name: type.of, type, values: [], write };
    group.values.push(withoutAllowed(type.of, valueOf(call)));
    groups.set(type.of, group);
  }
  return [...groups.values()].map((group) => ({ ...group, values: distinct(group.values) })).sort((a, b) => a.name.localeCompare(b.name));
}

function source({ type, values, write }) {
  return `import type { ${type.imports} } from '${type.from}';\n\n${ANSWER}\n${values.map((value, index) => write(`value${index + 1}`, type.name, value)).join('\n')}`;
}
