import assert from 'node:assert/strict';
import { check } from '../driver/checks.js';

const connections = async (sandbox) => (await sandbox.get('/sandbox/sockets')).sockets;

/** The number of a connection that is not about to end and was not there before. */
const another = (sandbox, before) =>
  sandbox.until(
    'another connection',
    async () => (await connections(sandbox)).find((c) => !c.leaving && !before.some((b) => b.connection === c.connection)),
    10,
  );

check(
  'socket: everything is acknowledged over one connection',
  async ({ maya, sandbox, payments }) => {
    const [before] = await connections(sandbox);
    await maya.types(payments, '/quiet');
    const [after] = await connections(sandbox);
    assert.deepEqual([after.connection, after.acknowledged - before.acknowledged, after.in_flight], [before.connection, 1, 0]);
  },
  'socket',
);

for (const reason of ['warning', 'refresh_requested']) {
  check(
    `socket: asked to leave with ${reason}, the client comes back and hears on`,
    async ({ maya, sandbox, heard, payments }) => {
      const before = await connections(sandbox);
      await sandbox.post('/sandbox/sockets/disconnect', { reason });
      await another(sandbox, before);
      await maya.says(payments, `@postmortem after ${reason}`);
      await heard.next('app_mention', ({ event }) => event.text.includes(reason));
    },
    'socket',
  );
}

check(
  'socket: a connection that breaks is replaced',
  async ({ maya, sandbox, payments }) => {
    const before = await connections(sandbox);
    await sandbox.post('/sandbox/sockets/drop');
    await another(sandbox, before);
    assert.equal((await maya.types(payments, '/greet')).message.text, 'Hello <@U0MAYA00001>');
  },
  'socket',
);

check(
  'socket: a payload far larger than a frame buffer arrives whole',
  async ({ devon, heard, payments }) => {
    const long = `long ${'x'.repeat(39_000)} end`;
    await devon.says(payments, long);
    const { event } = await heard.next('message', ({ event: e }) => e.text?.startsWith('long x'));
    assert.equal(event.text, long);
  },
  'socket',
);

check(
  'socket: an event that comes again says so',
  async ({ maya, sandbox, heard, payments }) => {
    await sandbox.orders({ on: 'event:app_mention', kind: 'repeat_event' });
    await maya.says(payments, '@postmortem twice');
    const first = await heard.next('app_mention', ({ event }) => event.text.includes('twice'));
    const second = await heard.next('app_mention', ({ event }) => event.text.includes('twice'));
    assert.deepEqual([first.context.retryNum, second.context.retryNum, second.context.retryReason], [0, 1, 'timeout']);
    assert.equal(first.body.event_id, second.body.event_id);
  },
  'socket',
);
