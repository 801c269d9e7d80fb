import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { modal, section } from './blocks.js';

listen((app, heard) => {
  app.shortcut('anywhere', async (args) => {
    await args.ack();
    heard.tell('anywhere', args);
  });
  app.shortcut({ callback_id: 'keep', type: 'message_action' }, async (args) => {
    await args.ack();
    heard.tell('keep', args);
  });
});

check('global shortcut: has a trigger, and neither channel nor response_url', async ({ maya, heard }) => {
  assert.ok((await maya.shortcut('anywhere')).ok);
  const { shortcut, client, body } = await heard.next('anywhere');
  assert.deepEqual([shortcut.type, shortcut.callback_id, shortcut.user.id, shortcut.team.id], ['shortcut', 'anywhere', 'U0MAYA00001', 'T0SANDBOX01']);
  assert.deepEqual([body.channel, body.response_url], [undefined, undefined]);
  assert.match(shortcut.action_ts, /^\d+\.\d+$/);
  await client.views.open({ trigger_id: shortcut.trigger_id, view: modal('From anywhere', [section('Hello')], { submit: undefined }) });
  await maya.closes(await maya.seesModal('From anywhere'));
});

check('message shortcut: carries the message and its channel', async ({ maya, devon, heard, payments }) => {
  const { ts } = await devon.says(payments, 'The queue grows');
  await maya.shortcut('keep', { channel: payments, ts });
  const { shortcut } = await heard.next('keep');
  assert.deepEqual(
    [shortcut.type, shortcut.channel.id, shortcut.message_ts, shortcut.message.text, shortcut.message.user, shortcut.user.id],
    ['message_action', payments, ts, 'The queue grows', 'U0DEVON0001', 'U0MAYA00001'],
  );
});

check('message shortcut: answers to the person and into the channel', async ({ maya, devon, heard, payments }) => {
  const { ts } = await devon.says(payments, 'Kept twice');
  await maya.shortcut('keep', { channel: payments, ts });
  const { respond, say } = await heard.next('keep');
  await respond('I kept it for you');
  assert.equal((await maya.sees(payments, 'I kept it for you')).ephemeral, true);
  await say({ text: 'Kept', thread_ts: ts });
  await devon.sees(payments, 'Kept', ts);
});
