import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { actions, button, option, section } from './blocks.js';

listen((app, heard) => {
  app.action(/^(go|choose|pick_day|menu|tick)$/, async (args) => {
    await args.ack();
    heard.tell('message action', args);
  });
  app.action({ block_id: 'linked', type: 'block_actions' }, async ({ ack }) => {
    await ack();
    heard.tell('link', {});
  });
});

const choices = [option('one'), option('two')];
const panel = [
  section('Choose', { type: 'static_select', action_id: 'choose', options: choices }),
  actions('row', button('go', 'Go', 'went'), { type: 'datepicker', action_id: 'pick_day' }, { type: 'overflow', action_id: 'menu', options: choices }),
  { type: 'actions', block_id: 'ticks', elements: [{ type: 'checkboxes', action_id: 'tick', options: choices }] },
];

async function posted({ client, payments }, blocks = panel) {
  const { ts } = await client.chat.postMessage({ channel: payments, text: 'A panel', blocks });
  return { channel: payments, ts };
}

async function acted(world, action, place, value) {
  await world.maya.uses(action, place, value);
  return world.heard.next('message action');
}

check('message button: its payload carries message, container, channel, user and both addresses', async (world) => {
  const place = await posted(world);
  const { body, action } = await acted(world, 'go', place);
  assert.equal(body.type, 'block_actions');
  assert.deepEqual(body.container, { type: 'message', message_ts: place.ts, channel_id: place.channel, is_ephemeral: false });
  assert.deepEqual(body.channel, { id: place.channel, name: 'incident-payments' });
  assert.deepEqual([body.message.ts, body.message.text, body.user.id, body.team.domain], [place.ts, 'A panel', 'U0MAYA00001', 'acme']);
  assert.match(body.response_url, /^http/);
  assert.ok(body.trigger_id);
  assert.deepEqual([action.type, action.value, action.text.text, action.block_id], ['button', 'went', 'Go', 'row']);
  assert.match(action.action_ts, /^\d+\.\d+$/);
});

check('message button: replace_original changes the message for everybody', async (world) => {
  const place = await posted(world);
  const { respond } = await acted(world, 'go', place);
  await respond({ replace_original: true, text: 'Replaced', blocks: [section('Replaced')] });
  const message = (await world.devon.reads(place.channel)).find((m) => m.ts === place.ts);
  assert.deepEqual([message.text, message.blocks.length], ['Replaced', 1]);
});

check('message button: delete_original takes the message away', async (world) => {
  const place = await posted(world);
  const { respond } = await acted(world, 'go', place);
  await respond({ delete_original: true });
  assert.ok(!(await world.devon.reads(place.channel)).some((m) => m.ts === place.ts));
});

check('message button: an answer that is no replacement is ephemeral and leaves the message', async (world) => {
  const place = await posted(world);
  const { respond } = await acted(world, 'go', place);
  await respond({ replace_original: false, text: 'Only you see this' });
  assert.equal((await world.maya.sees(place.channel, 'Only you see this')).ephemeral, true);
  assert.equal((await world.devon.reads(place.channel)).find((m) => m.ts === place.ts).text, 'A panel');
});

check('message button: say posts into the same channel', async (world) => {
  const { say } = await acted(world, 'go', await posted(world));
  const { ts } = await say('Said after the click');
  assert.equal((await world.devon.sees(world.payments, 'Said after the click')).ts, ts);
});

check('message button: in a thread the payload names the thread', async (world) => {
  const parent = await posted(world);
  const { ts } = await world.client.chat.postMessage({ channel: parent.channel, thread_ts: parent.ts, text: 'A reply', blocks: panel });
  const { body } = await acted(world, 'go', { channel: parent.channel, ts });
  assert.deepEqual([body.container.thread_ts, body.message.thread_ts], [parent.ts, parent.ts]);
});

check('message button: on an ephemeral message there is no message, and response_url changes it', async (world) => {
  const { message_ts } = await world.client.chat.postEphemeral({ channel: world.payments, user: 'U0MAYA00001', text: 'Just for you', blocks: panel });
  const { body, respond } = await acted(world, 'go', { channel: world.payments, ts: message_ts });
  assert.deepEqual([body.container.is_ephemeral, body.container.message_ts, body.message], [true, message_ts, undefined]);
  await respond({ replace_original: true, text: 'Changed just for you' });
  assert.equal((await world.maya.sees(world.payments, 'Changed just for you')).ts, message_ts);
});

check('message select: gives the option, and the state beside it', async (world) => {
  const { action, body } = await acted(world, 'choose', await posted(world), 'two');
  assert.deepEqual(action.selected_option, choices[1]);
  const [values] = Object.values(body.state.values).filter((block) => block.choose);
  assert.deepEqual(values.choose.selected_option, choices[1]);
});

check('message datepicker, overflow and checkboxes give what was picked', async (world) => {
  const place = await posted(world);
  assert.equal((await acted(world, 'pick_day', place, '2026-12-01')).action.selected_date, '2026-12-01');
  assert.equal((await acted(world, 'menu', place, 'one')).action.selected_option.value, 'one');
  assert.deepEqual((await acted(world, 'tick', place, ['one', 'two'])).action.selected_options.map((o) => o.value), ['one', 'two']);
});

check('message button: one with a link still tells the app', async (world) => {
  const place = await posted(world, [actions('linked', { ...button('visit', 'Visit'), url: 'https://acme.example/' })]);
  const { ok } = await world.maya.uses('visit', place);
  assert.ok(ok);
  await world.heard.next('link');
});
