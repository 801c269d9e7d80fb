// node driver/run.js [--receiver http|socket] [--only words]
// Runs every check against the Sandbox at SANDBOX_URL, or against one that it starts itself.

import { Sandbox } from './sandbox.js';
import { startApp } from './app.js';
import { runAll } from './checks.js';
import { startSandbox } from './start-sandbox.js';

import '../checks/commands.js';
import '../checks/responses.js';
import '../checks/modals.js';
import '../checks/modal-stacks.js';
import '../checks/modal-inputs.js';
import '../checks/message-actions.js';
import '../checks/options.js';
import '../checks/shortcuts.js';
import '../checks/events.js';
import '../checks/home.js';
import '../checks/messages.js';
import '../checks/conversations.js';
import '../checks/files.js';
import '../checks/calling.js';
import '../checks/http.js';
import '../checks/socket.js';
// Last: it looks back at what the others called.
import '../checks/methods.js';

const option = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const receiver = option('--receiver', 'http');
const only = option('--only');

const started = process.env.SANDBOX_URL ? undefined : await startSandbox();
const sandbox = new Sandbox(process.env.SANDBOX_URL ?? started.url);
const { app, heard, stop } = await startApp(sandbox, receiver);

const world = {
  sandbox,
  app,
  heard,
  client: app.client,
  only,
  payments: 'C0PAYMENTS1',
  maya: sandbox.as('maya'),
  devon: sandbox.as('devon'),
  yuki: sandbox.as('yuki'),
};
const failed = await runAll(world, receiver, only);

await stop();
started?.stop();
process.exit(failed === 0 ? 0 : 1);
