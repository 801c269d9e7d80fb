// The rest of the Web API that the bot calls: each method once by the official client, with what it must answer.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import webApi from '@slack/web-api';
import { check } from '../driver/checks.js';
import { fails } from './messages.js';

const { LogLevel, WebClient } = webApi;
const CREDENTIALS = { client_id: 'sandbox-client', client_secret: 'sandbox-client-secret' };
const BACK = 'https://app.example/slack/oauth/callback';
const GLOBEX = 'T0SANDBOX02';

const withToken = ({ sandbox }, token) => new WebClient(token, { slackApiUrl: `${sandbox.url}/api/`, logLevel: LogLevel.ERROR });

/** Where a redirect leads. */
async function redirected(address, form) {
  const response = await fetch(address, { method: form ? 'POST' : 'GET', body: form && new URLSearchParams(form), redirect: 'manual' });
  assert.equal(response.status, 302, await response.text());
  return new URL(response.headers.get('location')).searchParams;
}

check('scheduled messages: scheduled, listed, taken back', async ({ client, payments }) => {
  const post_at = Math.floor(Date.now() / 1000) + 86_400;
  const { scheduled_message_id: id } = await client.chat.scheduleMessage({ channel: payments, text: 'Tomorrow', post_at });
  const { scheduled_messages: waiting } = await client.chat.scheduledMessages.list({ channel: payments });
  assert.deepEqual(waiting.filter((m) => m.id === id).map((m) => [m.text, m.post_at]), [['Tomorrow', post_at]]);
  await client.chat.deleteScheduledMessage({ channel: payments, scheduled_message_id: id });
  assert.ok(!(await client.chat.scheduledMessages.list({ channel: payments })).scheduled_messages.some((m) => m.id === id));
  await assert.rejects(client.chat.scheduleMessage({ channel: payments, text: 'Too late', post_at: 1 }), fails('time_in_past'));
});

check('chat.unfurl: a link of the app says what it is about', async ({ client, maya, payments }) => {
  const url = 'https://acme.example/reports/7';
  const { ts } = await maya.says(payments, `Look at ${url}`);
  await client.chat.unfurl({ channel: payments, ts, unfurls: { [url]: { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'The seventh report' } }] } } });
  const shown = (await maya.reads(payments)).find((m) => m.ts === ts);
  assert.equal(shown.attachments[0].blocks[0].text.text, 'The seventh report');
  await assert.rejects(client.chat.unfurl({ channel: payments, ts, unfurls: { 'https://elsewhere.example': { text: 'x' } } }), fails('cannot_unfurl_url'));
});

check('channels: made, named, described, joined, left, archived and brought back', async ({ client }) => {
  const { channel } = await client.conversations.create({ name: `war-room-${Date.now()}` });
  await client.conversations.rename({ channel: channel.id, name: `${channel.name}-2` });
  await client.conversations.setTopic({ channel: channel.id, topic: 'Payments are slow' });
  await client.conversations.setPurpose({ channel: channel.id, purpose: 'To find out why' });
  await client.conversations.invite({ channel: channel.id, users: 'U0DEVON0001,U0YUKI00001' });
  await client.conversations.kick({ channel: channel.id, user: 'U0YUKI00001' });
  await client.conversations.archive({ channel: channel.id });
  const { channel: closed } = await client.conversations.info({ channel: channel.id });
  assert.deepEqual([closed.name, closed.topic.value, closed.purpose.value, closed.is_archived], [`${channel.name}-2`, 'Payments are slow', 'To find out why', true]);
  await assert.rejects(client.chat.postMessage({ channel: channel.id, text: 'x' }), fails('is_archived'));
  await client.conversations.unarchive({ channel: channel.id });
  assert.ok(!(await client.conversations.members({ channel: channel.id })).members.includes('U0YUKI00001'));
});

check('bookmarks: changed and taken away', async ({ client, payments }) => {
  const { bookmark } = await client.bookmarks.add({ channel_id: payments, title: 'Draft', type: 'link', link: 'https://acme.example/draft' });
  const { bookmark: changed } = await client.bookmarks.edit({ channel_id: payments, bookmark_id: bookmark.id, title: 'Final' });
  assert.equal(changed.title, 'Final');
  await client.bookmarks.remove({ channel_id: payments, bookmark_id: bookmark.id });
  assert.ok(!(await client.bookmarks.list({ channel_id: payments })).bookmarks.some((b) => b.id === bookmark.id));
});

check('canvases: written, found by their sections, shared and deleted', async ({ client, payments }) => {
  const { canvas_id } = await client.canvases.create({ title: 'Report', document_content: { type: 'markdown', markdown: '# Impact\n\nCards failed' } });
  const { sections } = await client.canvases.sections.lookup({ canvas_id, criteria: { section_types: ['h1'], contains_text: 'Impact' } });
  await client.canvases.edit({ canvas_id, changes: [{ operation: 'insert_after', section_id: sections[0].id, document_content: { type: 'markdown', markdown: 'For 45 minutes' } }] });
  await client.canvases.access.set({ canvas_id, access_level: 'read', channel_ids: [payments] });
  await client.canvases.delete({ canvas_id });
  await assert.rejects(client.canvases.delete({ canvas_id }), fails('canvas_not_found'));
});

check('conversations.canvases.create: a channel has one', async ({ client }) => {
  const { channel } = await client.conversations.create({ name: `canvas-${Date.now()}` });
  assert.match((await client.conversations.canvases.create({ channel_id: channel.id, document_content: { type: 'markdown', markdown: '# Notes' } })).canvas_id, /^F/);
  await assert.rejects(client.conversations.canvases.create({ channel_id: channel.id }), fails('channel_canvas_already_exists'));
});

check('usergroups: listed, with who is in them', async ({ client }) => {
  const { usergroups } = await client.usergroups.list({ include_count: true });
  assert.deepEqual(usergroups.map((g) => [g.handle, Number(g.user_count)]), [['sre-oncall', 2]]);
  assert.deepEqual((await client.usergroups.users.list({ usergroup: usergroups[0].id })).users, ['U0DEVON0001', 'U0LARS00001']);
});

check('dnd.info: whether somebody may be disturbed', async ({ client, sandbox }) => {
  const start = Math.floor(Date.now() / 1000) + 3600;
  await sandbox.patch('/sandbox/users/U0PRIYA0001', { dnd_start: start, dnd_end: start + 3600 });
  const { next_dnd_start_ts, next_dnd_end_ts } = await client.dnd.info({ user: 'U0PRIYA0001' });
  assert.deepEqual([next_dnd_start_ts, next_dnd_end_ts], [start, start + 3600]);
  await sandbox.patch('/sandbox/users/U0PRIYA0001', { dnd_start: start, dnd_end: start });
});

check('oauth.v2.access: a code for a token that works until it is given back, and once', async (world) => {
  await world.sandbox.put('/sandbox/app', { redirect_base: 'https://app.example' });
  const back = await redirected(`${world.sandbox.url}/oauth/v2/authorize`, { client_id: CREDENTIALS.client_id, scope: 'chat:write,commands', state: 's', redirect_uri: BACK, team: GLOBEX, decision: 'allow' });
  assert.equal(back.get('state'), 's');
  const exchange = { ...CREDENTIALS, code: back.get('code'), redirect_uri: BACK };
  const granted = await withToken(world).oauth.v2.access(exchange);
  assert.deepEqual([granted.team.id, granted.token_type, granted.is_enterprise_install], [GLOBEX, 'bot', false]);
  await assert.rejects(withToken(world).oauth.v2.access(exchange), fails('invalid_code'));

  const installed = withToken(world, granted.access_token);
  assert.equal((await installed.auth.test()).team_id, GLOBEX);
  assert.equal((await installed.auth.revoke({ test: true })).revoked, false);
  assert.equal((await installed.auth.revoke()).revoked, true);
  await assert.rejects(installed.auth.test(), fails('token_revoked'));
});

check('openid.connect: a code says who somebody is', async (world) => {
  const asked = new URLSearchParams({ client_id: CREDENTIALS.client_id, response_type: 'code', scope: 'openid profile', redirect_uri: BACK, state: 's', nonce: 'n', as: 'devon' });
  const back = await redirected(`${world.sandbox.url}/openid/connect/authorize?${asked}`);
  const { access_token } = await withToken(world).openid.connect.token({ ...CREDENTIALS, code: back.get('code'), redirect_uri: BACK, grant_type: 'authorization_code' });
  const who = await withToken(world, access_token).openid.connect.userInfo();
  assert.deepEqual([who['https://slack.com/user_id'], who['https://slack.com/team_id'], who.name], ['U0DEVON0001', 'T0SANDBOX01', 'Devon Reyes']);
});

check('apps.connections.open: an address for the app-level token only', async (world) => {
  assert.match((await withToken(world, 'xapp-sandbox').apps.connections.open()).url, /^ws/);
  await assert.rejects(world.client.apps.connections.open(), fails('not_allowed_token_type'));
});

check('every method that the bot calls was called by the official client in one of these checks', async ({ sandbox, only }) => {
  const source = await readFile(new URL('../../../src/PostmortemBot.Slack/Sending/SlackMethod.cs', import.meta.url), 'utf8');
  const methods = [...source.matchAll(/(?:new|Read)\("([a-z]+\.[A-Za-z.0-9]+)"\)/g)].map((match) => match[1]);
  assert.ok(methods.length > 60, `found ${methods.length} methods`);
  if (only !== undefined) return;
  const logs = await Promise.all(['T0SANDBOX01', GLOBEX].map((team) => sandbox.get(`/sandbox/calls?team=${team}`)));
  const called = new Set(logs.flatMap(({ calls }) => calls.filter((c) => c.direction === 'to_slack').map((c) => c.name)));
  assert.deepEqual(methods.filter((method) => !called.has(method)), []);
});
