import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';

listen((app, heard) => {
  for (const type of ['app_mention', 'reaction_added', 'reaction_removed', 'member_joined_channel', 'member_left_channel', 'channel_rename', 'pin_added']) {
    app.event(type, async (args) => heard.tell(type, args));
  }
  app.message(/deploy (\w+)/, async (args) => heard.tell('deploy', args));
  app.event('message', async (args) => heard.tell(`message ${args.event.subtype ?? ''}`.trim(), args));
});

const said = (words) => ({ event }) => event.text?.includes(words);

check('event: app_mention arrives in its envelope, and say answers in the thread', async ({ maya, devon, heard, payments }) => {
  const { ts } = await maya.says(payments, '@postmortem are you there?');
  const { event, body, context, say } = await heard.next('app_mention');
  assert.deepEqual([event.type, event.user, event.channel, event.ts, event.event_ts], ['app_mention', 'U0MAYA00001', payments, ts, ts]);
  assert.match(event.text, /^<@U\w+> are you there\?$/);
  assert.equal(event.blocks[0].type, 'rich_text');
  assert.deepEqual([body.type, body.team_id, body.authorizations[0].is_bot, body.is_ext_shared_channel], ['event_callback', 'T0SANDBOX01', true, false]);
  assert.match(body.event_id, /^Ev/);
  assert.equal(typeof body.event_time, 'number');
  assert.equal(context.teamId, 'T0SANDBOX01');
  await say({ text: 'I am', thread_ts: event.ts });
  assert.equal((await devon.sees(payments, 'I am', ts)).thread_ts, ts);
});

check('event: a message in a public channel', async ({ devon, heard, payments }) => {
  const { ts } = await devon.says(payments, 'All quiet here');
  const { event } = await heard.next('message', said('All quiet'));
  assert.deepEqual([event.type, event.channel_type, event.user, event.ts, event.team], ['message', 'channel', 'U0DEVON0001', ts, 'T0SANDBOX01']);
  assert.ok(event.client_msg_id);
});

check('event: a message that fits a pattern brings its matches', async ({ devon, heard, payments }) => {
  await devon.says(payments, 'please deploy ledger now');
  assert.equal((await heard.next('deploy')).context.matches[1], 'ledger');
});

check('event: a reply names its thread and the parent it answers', async ({ devon, maya, heard, payments }) => {
  const { ts } = await devon.says(payments, 'A parent');
  await maya.says(payments, 'A child', ts);
  const { event } = await heard.next('message', said('A child'));
  assert.deepEqual([event.thread_ts, event.parent_user_id], [ts, 'U0DEVON0001']);
});

check('event: a direct message and a private channel say what they are', async ({ maya, heard }) => {
  const dm = await maya.dm();
  await maya.says(dm, 'Between us');
  assert.equal((await heard.next('message', said('Between us'))).event.channel_type, 'im');
  await maya.says('C0SECRET001', 'Among few');
  assert.equal((await heard.next('message', said('Among few'))).event.channel_type, 'group');
});

check('event: an edit and a deletion come as subtypes', async ({ maya, sandbox, heard, payments }) => {
  const { ts } = await maya.says(payments, 'Befor');
  await maya.edits(payments, ts, 'Before');
  const { event: changed } = await heard.next('message message_changed', ({ event }) => event.message.ts === ts);
  assert.deepEqual([changed.message.text, changed.previous_message.text, changed.message.edited.user], ['Before', 'Befor', 'U0MAYA00001']);
  await sandbox.delete(`/sandbox/as/maya/message?channel=${payments}&ts=${ts}`);
  const { event: deleted } = await heard.next('message message_deleted', ({ event }) => event.deleted_ts === ts);
  assert.equal(deleted.previous_message.text, 'Before');
});

check('event: a shared file comes with the message', async ({ maya, heard, payments }) => {
  await maya.uploads('graph.txt', 'a graph', payments);
  const { event } = await heard.next('message file_share');
  assert.deepEqual([event.files[0].name, event.files[0].user], ['graph.txt', 'U0MAYA00001']);
});

check('event: reactions come and go', async ({ maya, devon, heard, payments }) => {
  const { ts } = await devon.says(payments, 'Remarkable');
  await maya.reacts(payments, ts, 'pushpin');
  const { event } = await heard.next('reaction_added');
  assert.deepEqual([event.reaction, event.user, event.item_user, event.item], ['pushpin', 'U0MAYA00001', 'U0DEVON0001', { type: 'message', channel: payments, ts }]);
  await maya.reacts(payments, ts, 'pushpin', true);
  assert.equal((await heard.next('reaction_removed')).event.reaction, 'pushpin');
});

check('event: people join and leave, and the bot hears of its own joining', async ({ sandbox, heard, client, yuki }) => {
  const { id } = await sandbox.post('/sandbox/channels', { name: `joining-${Date.now()}`, members: ['maya'] });
  await client.conversations.join({ channel: id });
  assert.equal((await heard.next('member_joined_channel')).event.user, (await client.auth.test()).user_id);
  await yuki.joins(id);
  const { event } = await heard.next('member_joined_channel');
  assert.deepEqual([event.user, event.channel, event.channel_type, event.team], ['U0YUKI00001', id, 'C', 'T0SANDBOX01']);
  await yuki.leaves(id);
  assert.equal((await heard.next('member_left_channel')).event.user, 'U0YUKI00001');
});

check('event: a renamed channel comes as an object', async ({ sandbox, heard }) => {
  const { id } = await sandbox.post('/sandbox/channels', { name: `naming-${Date.now()}`, members: ['maya', 'postmortem'] });
  await sandbox.patch(`/sandbox/channels/${id}`, { name: `named-${Date.now()}` });
  const { event } = await heard.next('channel_rename');
  assert.equal(event.channel.id, id);
  assert.match(event.channel.name, /^named-/);
});

check('event: Bolt does not hear what the app itself says', async ({ client, maya, heard, payments }) => {
  await client.chat.postMessage({ channel: payments, text: 'My own words' });
  await maya.says(payments, 'After my own words');
  await heard.next('message', said('After my own'));
  assert.equal(heard.count('message', said('My own words')), 0);
});

check('event: one that was not taken comes again and says that it does', async ({ sandbox, maya, heard, payments }) => {
  await sandbox.orders({ on: 'event:app_mention', kind: 'drop' });
  await maya.says(payments, '@postmortem once more');
  const { context } = await heard.next('app_mention');
  assert.equal(context.retryNum, 1);
  assert.ok(context.retryReason);
});
