// The Bolt app: unmodified official code; only slackApiUrl says that its Slack is the Sandbox.

import { createServer } from 'node:net';
import bolt from '@slack/bolt';
import { Heard } from './heard.js';

const listeners = [];

/** A file of checks adds the listeners it needs to the one app. */
export function listen(register) {
  listeners.push(register);
}

const SECRET = 'sandbox-signing-secret';

export async function startApp(sandbox, kind) {
  const heard = new Heard();
  const clientOptions = { slackApiUrl: `${sandbox.url}/api/` };
  const logLevel = process.env.BOLT_LOG ?? bolt.LogLevel.ERROR;
  const receiver = kind === 'socket' ? overSocket(clientOptions, logLevel) : overHttp(logLevel);
  const app = new bolt.App({ token: 'xoxb-sandbox', clientOptions, logLevel, receiver });
  app.error(async (error) => heard.tell('error', error));
  for (const register of listeners) register(app, heard);

  await sandbox.put('/sandbox/app', { socket_mode: kind === 'socket' });
  if (kind === 'socket') {
    await app.start();
  } else {
    const port = await freePort();
    await app.start({ port, host: '127.0.0.1' });
    await sandbox.put('/sandbox/app', { request_url: `http://127.0.0.1:${port}/slack/events`, signing_secret: SECRET });
  }
  return { app, heard, stop: () => app.stop() };
}

function overHttp(logLevel) {
  // Bolt gives up after Slack has.
  return new bolt.HTTPReceiver({ signingSecret: SECRET, logLevel, unhandledRequestTimeoutMillis: 4000 });
}

function overSocket(clientOptions, logLevel) {
  // The client waits this long before it connects again: two seconds instead of five.
  return new bolt.SocketModeReceiver({ appToken: 'xapp-sandbox', logLevel, clientPingTimeout: 2000, installerOptions: { clientOptions } });
}

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
