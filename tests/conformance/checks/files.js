import assert from 'node:assert/strict';
import { check } from '../driver/checks.js';
import { section } from './blocks.js';
import { fails } from './messages.js';
import { picture } from './picture.js';

const PNG = picture(320, 120);

check('files.uploadV2: text into a channel, with a comment', async ({ client, devon, payments }) => {
  const { ok, files } = await client.files.uploadV2({ channel_id: payments, content: 'a line\n', filename: 'notes.txt', title: 'Notes', initial_comment: 'The notes' });
  assert.ok(ok);
  const [{ id, title }] = files[0].files;
  assert.equal(title, 'Notes');
  const message = await devon.sees(payments, 'The notes');
  assert.deepEqual([message.files[0].id, message.files[0].name, message.files[0].size], [id, 'notes.txt', 7]);
});

check('files.uploadV2: two files in one message of a thread', async ({ client, devon, payments }) => {
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'Files below' });
  await client.files.uploadV2({
    channel_id: payments,
    thread_ts: ts,
    initial_comment: 'Both of them',
    file_uploads: [
      { content: 'one', filename: 'one.txt' },
      { file: PNG, filename: 'bars.png', alt_text: 'Eight bars, each higher than the last' },
    ],
  });
  const message = await devon.sees(payments, 'Both of them', ts);
  assert.deepEqual(message.files.map((f) => f.name).sort(), ['bars.png', 'one.txt']);
});

check('files.uploadV2: nowhere keeps the file private, and files.info finds it', async ({ client }) => {
  const { files } = await client.files.uploadV2({ file: PNG, filename: 'private.png' });
  const { id } = files[0].files[0];
  await client.files.info({ file: id });
  const { file } = await client.files.info({ file: id });
  assert.deepEqual([file.mimetype, file.original_w, file.original_h, file.size], ['image/png', 320, 120, PNG.length]);
});

check('files: an image block takes the file once Slack has looked at it', async ({ client, devon, payments }) => {
  const { files } = await client.files.uploadV2({ channel_id: payments, file: PNG, filename: 'shown.png' });
  const { id } = files[0].files[0];
  const blocks = [{ type: 'image', slack_file: { id }, alt_text: 'Eight bars' }];
  await assert.rejects(client.chat.postMessage({ channel: payments, text: 'Too early', blocks }), fails('invalid_blocks'));
  await client.files.info({ file: id });
  await client.chat.postMessage({ channel: payments, text: 'In time', blocks });
  assert.equal((await devon.sees(payments, 'In time')).blocks[0].slack_file.id, id);
});

check('files.uploadV2: blocks instead of a comment', async ({ client, devon, payments }) => {
  await client.files.uploadV2({ channel_id: payments, content: 'x', filename: 'with-blocks.txt', blocks: [section('About the file')] });
  const message = (await devon.reads(payments)).reverse().find((m) => m.files?.[0].name === 'with-blocks.txt');
  assert.equal(message.blocks[0].text.text, 'About the file');
});

check('files: a private address gives the bytes for the token, and not without', async ({ client, payments }) => {
  const { files } = await client.files.uploadV2({ channel_id: payments, content: 'secret words', filename: 'kept.txt' });
  const { file } = await client.files.info({ file: files[0].files[0].id });
  const withToken = await fetch(file.url_private, { headers: { authorization: 'Bearer xoxb-sandbox' } });
  assert.equal(await withToken.text(), 'secret words');
  const without = await fetch(file.url_private, { redirect: 'manual' });
  assert.equal(without.status, 302);
});
