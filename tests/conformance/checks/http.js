import assert from 'node:assert/strict';
import { check } from '../driver/checks.js';

check(
  'signature: Bolt takes what is signed with its secret, and nothing else',
  async ({ maya, sandbox, payments }) => {
    await sandbox.put('/sandbox/app', { signing_secret: 'another-secret' });
    const refused = await maya.types(payments, '/quiet');
    await sandbox.put('/sandbox/app', { signing_secret: 'sandbox-signing-secret' });
    assert.deepEqual([refused.ok, refused.status, refused.problem], [false, 401, 'dispatch_failed']);
    assert.ok((await maya.types(payments, '/quiet')).ok);
  },
  'http',
);

check(
  'retry: an event whose answer got lost comes again with number and reason',
  async ({ maya, sandbox, heard, payments }) => {
    await sandbox.orders({ on: 'event:app_mention', kind: 'repeat_event' });
    await maya.says(payments, '@postmortem twice');
    const first = await heard.next('app_mention');
    const second = await heard.next('app_mention');
    assert.deepEqual([first.context.retryNum, second.context.retryNum, second.context.retryReason], [undefined, 1, 'http_timeout']);
    assert.equal(first.body.event_id, second.body.event_id);
  },
  'http',
);
