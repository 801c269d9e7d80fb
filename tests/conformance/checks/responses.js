import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { section } from './blocks.js';

listen((app, heard) => {
  app.command('/later', async (args) => {
    await args.ack();
    heard.tell('/later', args);
  });
});

const later = async ({ maya, heard, payments }) => {
  await maya.types(payments, '/later');
  return heard.next('/later');
};

check('response_url: a text is shown to the person only', async (world) => {
  const { respond } = await later(world);
  await respond('A private word');
  assert.equal((await world.maya.sees(world.payments, 'A private word')).ephemeral, true);
  assert.ok(!(await world.devon.reads(world.payments)).some((m) => m.text === 'A private word'));
});

check('response_url: in_channel is shown to everybody, blocks and all', async (world) => {
  const { respond } = await later(world);
  await respond({ response_type: 'in_channel', text: 'For all of you', blocks: [section('*For all of you*')] });
  const message = await world.devon.sees(world.payments, 'For all of you');
  assert.equal(message.blocks[0].text.text, '*For all of you*');
  assert.notEqual(message.ephemeral, true);
});

check('response_url: an answer can go into a thread', async (world) => {
  const { ts } = await world.devon.says(world.payments, 'Shall we talk about it here?');
  const { respond } = await later(world);
  await respond({ response_type: 'in_channel', replace_original: false, thread_ts: ts, text: 'Yes, in this thread' });
  assert.equal((await world.yuki.sees(world.payments, 'Yes, in this thread', ts)).thread_ts, ts);
});

check('response_url: works five times and no more', async (world) => {
  const { respond } = await later(world);
  for (let time = 1; time <= 5; time += 1) await respond(`time ${time} of five`);
  await world.maya.sees(world.payments, 'time 5 of five');
  await assert.rejects(respond('once too often'), (error) => {
    assert.equal(error.response.status, 404);
    assert.equal(error.response.data.error, 'used_url');
    return true;
  });
});

check('response_url: ends after thirty minutes', async (world) => {
  const { respond } = await later(world);
  await world.sandbox.post('/sandbox/clock', { advance_seconds: 31 * 60 });
  await assert.rejects(respond('too late'), (error) => error.response.data.error === 'expired_url');
});

check('response_url: blocks that are wrong are refused with their place', async (world) => {
  const { respond } = await later(world);
  await assert.rejects(respond({ text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }] }), (error) => {
    assert.equal(error.response.data.error, 'invalid_blocks');
    return true;
  });
});
