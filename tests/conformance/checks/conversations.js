import assert from 'node:assert/strict';
import { check } from '../driver/checks.js';
import { fails } from './messages.js';

check('auth.test: names team, user and bot', async ({ client }) => {
  const { url, team, team_id, user_id, bot_id } = await client.auth.test();
  assert.deepEqual([team, team_id], ['Acme', 'T0SANDBOX01']);
  assert.match(url, /^https:\/\/acme\.slack\.com\/$/);
  assert.match(user_id, /^U/);
  assert.match(bot_id, /^B/);
});

check('conversations.info: a channel, with its members when asked', async ({ client, payments }) => {
  const { channel } = await client.conversations.info({ channel: payments, include_num_members: true });
  assert.deepEqual([channel.id, channel.name, channel.is_private, channel.is_member, channel.num_members], [payments, 'incident-payments', false, true, 6]);
  await assert.rejects(client.conversations.info({ channel: 'C0HIDDEN001' }), fails('channel_not_found'));
});

check('conversations.list: what the bot may know of', async ({ client }) => {
  const { channels } = await client.conversations.list({ types: 'public_channel,private_channel', exclude_archived: true, limit: 200 });
  const names = channels.map((c) => c.name);
  assert.ok(names.includes('incident-checkout') && names.includes('incident-secret'));
  assert.ok(!names.includes('incident-hidden'));
});

check('users.conversations: where the bot is', async ({ client }) => {
  const { channels } = await client.users.conversations({ types: 'public_channel' });
  assert.ok(channels.some((c) => c.name === 'incident-payments') && !channels.some((c) => c.name === 'incident-checkout'));
});

check('conversations.open: a direct message, once', async ({ client }) => {
  const first = await client.conversations.open({ users: 'U0LARS00001' });
  assert.match(first.channel.id, /^D/);
  const again = await client.conversations.open({ users: 'U0LARS00001', return_im: true });
  assert.deepEqual([again.channel.id, again.already_open, again.channel.user], [first.channel.id, true, 'U0LARS00001']);
});

check('conversations.join: says so when it is in already', async ({ client, payments }) => {
  const { warning, channel } = await client.conversations.join({ channel: payments });
  assert.deepEqual([warning, channel.id], ['already_in_channel', payments]);
});

check('users.info: name, zone and roles', async ({ client }) => {
  const { user } = await client.users.info({ user: 'U0YUKI00001' });
  assert.deepEqual([user.name, user.real_name, user.tz, user.tz_offset, user.is_bot, user.deleted], ['yuki', 'Yuki Tanaka', 'Asia/Tokyo', 32400, false, false]);
  assert.equal(user.profile.email, undefined);
  assert.equal((await client.users.info({ user: 'U0INES00001' })).user.is_restricted, true);
  await assert.rejects(client.users.info({ user: 'U0NOBODY001' }), fails('user_not_found'));
});

check('paginate: conversations.members page by page, nobody twice', async ({ client, payments }) => {
  const pages = [];
  for await (const page of client.paginate('conversations.members', { channel: payments, limit: 2 })) pages.push(page.members);
  assert.deepEqual(pages.map((p) => p.length), [2, 2, 2]);
  assert.equal(new Set(pages.flat()).size, 6);
});

check('paginate: conversations.history, newest first, until the app has enough', async ({ client, sandbox }) => {
  const { id } = await sandbox.post('/sandbox/channels', { name: `paging-${Date.now()}`, members: ['maya', 'postmortem'] });
  for (let n = 1; n <= 7; n += 1) await client.chat.postMessage({ channel: id, text: `number ${n}` });
  const all = await client.paginate('conversations.history', { channel: id, limit: 3 }, (page) => !page.has_more, (kept = [], page) => [...kept, ...page.messages]);
  assert.deepEqual(all.map((m) => m.text), [7, 6, 5, 4, 3, 2, 1].map((n) => `number ${n}`));
  const first = await client.paginate('conversations.history', { channel: id, limit: 3 }, () => true, (_, page) => page.messages.length);
  assert.equal(first, 3);
});

check('paginate: users.list', async ({ client }) => {
  const names = [];
  for await (const { members } of client.paginate('users.list', { limit: 3 })) names.push(...members.map((m) => m.name));
  assert.deepEqual([...names].sort(), [...new Set(names)].sort());
  assert.ok(names.includes('maya') && names.includes('ines'));
});

check('paging: a cursor that was never given is refused', async ({ client, payments }) => {
  await assert.rejects(client.conversations.members({ channel: payments, cursor: 'bm9uc2Vuc2U=' }), fails('invalid_cursor'));
});

check('bookmarks and team: added, listed, named', async ({ client, payments }) => {
  const { bookmark } = await client.bookmarks.add({ channel_id: payments, title: 'The report', type: 'link', link: 'https://acme.example/report' });
  assert.ok((await client.bookmarks.list({ channel_id: payments })).bookmarks.some((b) => b.id === bookmark.id));
  assert.equal((await client.team.info()).team.domain, 'acme');
});

check('dnd.info: without a schedule, with one, and of nobody', async ({ client, sandbox }) => {
  const { dnd_enabled, next_dnd_start_ts, next_dnd_end_ts } = await client.dnd.info({ user: 'U0YUKI00001' });
  assert.deepEqual([dnd_enabled, next_dnd_start_ts, next_dnd_end_ts], [false, 1, 1]);
  await sandbox.patch('/sandbox/users/U0YUKI00001', { dnd_start: 1795000000, dnd_end: 1795036000 });
  const asleep = await client.dnd.info({ user: 'U0YUKI00001' });
  assert.deepEqual([asleep.dnd_enabled, asleep.next_dnd_start_ts, asleep.next_dnd_end_ts], [true, 1795000000, 1795036000]);
  await sandbox.patch('/sandbox/users/U0YUKI00001', { dnd_start: 1, dnd_end: 1 });
  await assert.rejects(client.dnd.info({ user: 'U0NOBODY001' }), fails('user_not_found'));
});
