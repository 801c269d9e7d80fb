import assert from 'node:assert/strict';
import webApi from '@slack/web-api';
import { check } from '../driver/checks.js';
import { fails } from './messages.js';

const { ErrorCode, LogLevel, WebClient, WebClientEvent } = webApi;

const client = ({ sandbox }, token, options = {}) => new WebClient(token, { slackApiUrl: `${sandbox.url}/api/`, logLevel: LogLevel.ERROR, ...options });

const quick = { retryConfig: { retries: 3, minTimeout: 10, maxTimeout: 20 } };

check('429: the client waits as long as it is told and then succeeds', async (world) => {
  const waiting = client(world, 'xoxb-sandbox');
  const told = [];
  waiting.on(WebClientEvent.RATE_LIMITED, (seconds, { url }) => told.push([seconds, url]));
  await world.sandbox.orders({ on: 'chat.postMessage', kind: 'rate_limited', retry_after: 1 });
  const start = Date.now();
  const { ok } = await waiting.chat.postMessage({ channel: world.payments, text: 'Posted after waiting' });
  assert.ok(ok);
  assert.ok(Date.now() - start >= 1000, 'it waited');
  assert.deepEqual(told.map(([seconds, url]) => [seconds, url.endsWith('chat.postMessage')]), [[1, true]]);
  assert.equal((await world.devon.reads(world.payments)).filter((m) => m.text === 'Posted after waiting').length, 1);
});

check('429: a client that will not wait says for how long it should', async (world) => {
  await world.sandbox.orders({ on: 'auth.test', kind: 'rate_limited', retry_after: 7 });
  await assert.rejects(client(world, 'xoxb-sandbox', { rejectRateLimitedCalls: true }).auth.test(), (error) => {
    assert.deepEqual([error.code, error.retryAfter], [ErrorCode.RateLimitedError, 7]);
    return true;
  });
});

check('500: the client tries again', async (world) => {
  await world.sandbox.orders({ on: 'auth.test', kind: 'server_error', times: 2 });
  assert.ok((await client(world, 'xoxb-sandbox', quick).auth.test()).ok);
});

check('a cut connection: the client tries again', async (world) => {
  await world.sandbox.orders({ on: 'auth.test', kind: 'drop' });
  assert.ok((await client(world, 'xoxb-sandbox', quick).auth.test()).ok);
});

check('token: none, a wrong one and one of another kind are told apart', async (world) => {
  await assert.rejects(client(world, undefined).auth.test(), fails('not_authed'));
  await assert.rejects(client(world, 'xoxb-wrong').auth.test(), fails('invalid_auth'));
  await assert.rejects(client(world, 'xapp-wrong').chat.postMessage({ channel: world.payments, text: 'x' }), fails('not_allowed_token_type'));
});

check('scope: a missing one is named, beside those there are', async (world) => {
  await assert.rejects(world.client.users.lookupByEmail({ email: 'maya@acme.example' }), (error) => {
    fails('missing_scope')(error);
    assert.equal(error.data.needed, 'users:read.email');
    assert.match(error.data.provided, /chat:write/);
    return true;
  });
});

check('scopes: every answer lists them', async ({ client: own }) => {
  const { response_metadata } = await own.auth.test();
  assert.ok(response_metadata.scopes.includes('chat:write'));
});

check('errors: a method that is not there', async ({ client: own }) => {
  await assert.rejects(own.apiCall('postmortems.write'), fails('unknown_method'));
});

check('errors: a missing argument is named', async ({ client: own }) => {
  await assert.rejects(own.apiCall('chat.getPermalink', { channel: 'C0PAYMENTS1' }), (error) => {
    fails('invalid_arguments')(error);
    assert.match(error.data.response_metadata.messages[0], /message_ts/);
    return true;
  });
});

check('team_id: is taken by every method, as Bolt sends it with each call', async (world) => {
  const own = client(world, 'xoxb-sandbox', { teamId: 'T0SANDBOX01' });
  const { ts } = await own.chat.postMessage({ channel: world.payments, text: 'Sent with a team' });
  await own.pins.add({ channel: world.payments, timestamp: ts });
  await own.users.info({ user: 'U0MAYA00001' });
});

check('api.test: gives back what it was given', async ({ client: own }) => {
  assert.equal((await own.api.test({ foo: 'bar' })).args.foo, 'bar');
});
