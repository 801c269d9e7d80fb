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

export async function startApp(sandbox, receiver) {
  const heard = new Heard();
  const app = new bolt.App({
    token: 'xoxb-sandbox',
    signingSecret: SECRET,
    appToken: receiver === 'socket' ? 'xapp-sandbox' : undefined,
    socketMode: receiver === 'socket',
    logLevel: process.env.BOLT_LOG ?? bolt.LogLevel.ERROR,
    clientOptions: { slackApiUrl: `${sandbox.url}/api/` },
    // Long enough that the Sandbox gives up first, as Slack does.
    unhandledRequestTimeoutMillis: 4000,
  });
  app.error(async (error) => heard.tell('error', error));
  for (const register of listeners) register(app, heard);

  if (receiver === 'socket') {
    await app.start();
  } else {
    const port = await freePort();
    await app.start({ port, host: '127.0.0.1' });
    await sandbox.put('/sandbox/app', { request_url: `http://127.0.0.1:${port}/slack/events`, signing_secret: SECRET });
  }
  return { app, heard, stop: () => app.stop() };
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
