import assert from 'node:assert/strict';
import { check } from '../driver/checks.js';
import { section } from './blocks.js';

export const fails = (code) => (error) => {
  assert.equal(error.data?.error, code, error.stack);
  return true;
};

check('chat.postMessage: answers with channel, ts and the message', async ({ client, devon, payments }) => {
  const answer = await client.chat.postMessage({ channel: payments, text: 'Posted', blocks: [section('*Posted*')], unfurl_links: false });
  assert.deepEqual([answer.ok, answer.channel, answer.message.text, answer.message.type], [true, payments, 'Posted', 'message']);
  assert.match(answer.message.bot_id, /^B/);
  assert.equal((await devon.sees(payments, 'Posted')).ts, answer.ts);
});

check('chat.postMessage: into a thread, and shown in the channel as well', async ({ client, devon, payments }) => {
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'The parent' });
  const reply = await client.chat.postMessage({ channel: payments, thread_ts: ts, reply_broadcast: true, text: 'A reply for all' });
  assert.equal(reply.message.subtype, 'thread_broadcast');
  assert.ok((await devon.reads(payments)).some((m) => m.ts === reply.ts));
  const { messages } = await client.conversations.replies({ channel: payments, ts });
  assert.deepEqual([messages[0].reply_count, messages[1].ts], [1, reply.ts]);
});

check('chat.postMessage: attachments with a colour', async ({ client, devon, payments }) => {
  await client.chat.postMessage({ channel: payments, text: 'Coloured', attachments: [{ color: '#4a154b', fallback: 'Coloured', blocks: [section('In colour')] }] });
  assert.equal((await devon.sees(payments, 'Coloured')).attachments[0].blocks[0].text.text, 'In colour');
});

check('chat.postMessage: markdown_text is taken alone and not beside text', async ({ client, devon, payments }) => {
  await client.chat.postMessage({ channel: payments, markdown_text: '# A heading\n\nand **more**' });
  await devon.sees(payments, 'A heading');
  await assert.rejects(client.chat.postMessage({ channel: payments, markdown_text: 'x', text: 'y' }), fails('markdown_text_conflict'));
});

check('chat.postMessage: to a person opens the direct message', async ({ client, maya }) => {
  const { channel } = await client.chat.postMessage({ channel: 'U0MAYA00001', text: 'Just a hint' });
  assert.match(channel, /^D/);
  await maya.sees(channel, 'Just a hint');
});

check('chat.postMessage: errors have the codes of Slack', async ({ client, payments }) => {
  await assert.rejects(client.chat.postMessage({ channel: 'C0NOWHERE01', text: 'x' }), fails('channel_not_found'));
  await assert.rejects(client.chat.postMessage({ channel: 'C0HIDDEN001', text: 'x' }), fails('channel_not_found'));
  await assert.rejects(client.chat.postMessage({ channel: 'C0CHECKOUT1', text: 'x' }), fails('not_in_channel'));
  await assert.rejects(client.chat.postMessage({ channel: payments, text: '' }), fails('no_text'));
  await assert.rejects(client.chat.postMessage({ channel: payments, text: 'x', thread_ts: '1.000001' }), fails('thread_not_found'));
  await assert.rejects(client.chat.postMessage({ channel: payments, text: 'x', blocks: Array(51).fill({ type: 'divider' }) }), fails('invalid_blocks'));
});

check('chat.update: changes text and blocks, and people see it', async ({ client, devon, payments }) => {
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'Frist', blocks: [section('Frist')] });
  const answer = await client.chat.update({ channel: payments, ts, text: 'First', blocks: [section('First')] });
  assert.deepEqual([answer.ts, answer.text, answer.channel], [ts, 'First', payments]);
  assert.equal((await devon.sees(payments, 'First')).blocks[0].text.text, 'First');
});

check('chat.update: only the app’s own messages', async ({ client, maya, payments }) => {
  const { ts } = await maya.says(payments, 'Mine');
  await assert.rejects(client.chat.update({ channel: payments, ts, text: 'Yours' }), fails('cant_update_message'));
  await assert.rejects(client.chat.update({ channel: payments, ts: '1.000001', text: 'x' }), fails('message_not_found'));
});

check('chat.delete: takes the app’s own message away, and no other', async ({ client, maya, devon, payments }) => {
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'Short-lived' });
  const answer = await client.chat.delete({ channel: payments, ts });
  assert.deepEqual([answer.channel, answer.ts], [payments, ts]);
  assert.ok(!(await devon.reads(payments)).some((m) => m.ts === ts));
  const foreign = await maya.says(payments, 'Not yours to delete');
  await assert.rejects(client.chat.delete({ channel: payments, ts: foreign.ts }), fails('cant_delete_message'));
});

check('chat.postEphemeral: one person sees it', async ({ client, maya, devon, payments }) => {
  const { message_ts } = await client.chat.postEphemeral({ channel: payments, user: 'U0MAYA00001', text: 'Psst' });
  assert.equal((await maya.sees(payments, 'Psst')).ts, message_ts);
  assert.ok(!(await devon.reads(payments)).some((m) => m.text === 'Psst'));
  await assert.rejects(client.chat.postEphemeral({ channel: payments, user: 'U0INES00001', text: 'x' }), fails('user_not_in_channel'));
});

check('chat.getPermalink: names channel and message, and the thread of a reply', async ({ client, payments }) => {
  const parent = await client.chat.postMessage({ channel: payments, text: 'Linked' });
  const link = await client.chat.getPermalink({ channel: payments, message_ts: parent.ts });
  assert.equal(link.permalink, `https://acme.slack.com/archives/${payments}/p${parent.ts.replace('.', '')}`);
  assert.equal(link.channel, payments);
  const reply = await client.chat.postMessage({ channel: payments, thread_ts: parent.ts, text: 'Linked too' });
  assert.match((await client.chat.getPermalink({ channel: payments, message_ts: reply.ts })).permalink, new RegExp(`\\?thread_ts=${parent.ts}&cid=${payments}$`));
});

check('metadata: is kept and given back when asked for', async ({ client, payments }) => {
  const metadata = { event_type: 'kept_note', event_payload: { number: 7, list: ['a', 'b'] } };
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'With metadata', metadata });
  const range = { channel: payments, latest: ts, oldest: ts, inclusive: true };
  const { messages } = await client.conversations.history({ ...range, include_all_metadata: true });
  assert.deepEqual(messages[0].metadata, metadata);
  assert.equal((await client.conversations.history(range)).messages[0].metadata?.event_payload, undefined);
  await client.chat.update({ channel: payments, ts, text: 'With metadata still' });
  assert.deepEqual((await client.conversations.history({ ...range, include_all_metadata: true })).messages[0].metadata, metadata);
});

check('pins: added, listed, removed, and not twice', async ({ client, payments }) => {
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'Pin me' });
  await client.pins.add({ channel: payments, timestamp: ts });
  await assert.rejects(client.pins.add({ channel: payments, timestamp: ts }), fails('already_pinned'));
  const { items } = await client.pins.list({ channel: payments });
  assert.deepEqual([items[0].type, items[0].channel, items[0].message.ts], ['message', payments, ts]);
  await client.pins.remove({ channel: payments, timestamp: ts });
  assert.ok(!(await client.pins.list({ channel: payments })).items.some((i) => i.message.ts === ts));
});

check('reactions: added, read, removed', async ({ client, payments }) => {
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'React to me' });
  await client.reactions.add({ channel: payments, timestamp: ts, name: 'eyes' });
  await assert.rejects(client.reactions.add({ channel: payments, timestamp: ts, name: 'eyes' }), fails('already_reacted'));
  const { message } = await client.reactions.get({ channel: payments, timestamp: ts });
  assert.deepEqual([message.reactions[0].name, message.reactions[0].count], ['eyes', 1]);
  await client.reactions.remove({ channel: payments, timestamp: ts, name: 'eyes' });
  await assert.rejects(client.reactions.remove({ channel: payments, timestamp: ts, name: 'eyes' }), fails('no_reaction'));
});
