import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { input, modal, option, plain, section } from './blocks.js';
import { open } from './modals.js';

const services = ['checkout', 'ledger', 'login'].map((name) => option(name));

listen((app, heard) => {
  app.options('service', async (args) => {
    heard.tell('options', args);
    await args.ack({ options: services.filter((o) => o.value.includes(args.options.value)) });
  });
  app.options('grouped', async ({ ack }) => ack({ option_groups: [{ label: plain('Money'), options: services.slice(0, 2) }] }));
  app.view('choosing', async (args) => {
    await args.ack();
    heard.tell('chosen', args);
  });
  app.action('service', async (args) => {
    await args.ack();
    heard.tell('service', args);
  });
});

const element = { type: 'external_select', action_id: 'service', min_query_length: 1, placeholder: plain('Type') };

check('options: a modal asks the app and offers what it answers', async (world) => {
  const { shown } = await open(world, modal('Choosing', [input('it', element)], { callback_id: 'choosing' }));
  const loaded = await world.maya.loads('it', 'service', 'l', { view_id: shown.id });
  assert.deepEqual(loaded, { options: [services[1], services[2]] });
  const { options, body } = await world.heard.next('options');
  assert.deepEqual([options.value, options.action_id, options.block_id, body.type], ['l', 'service', 'it', 'block_suggestion']);
  assert.equal(body.view.id, shown.id);
  assert.deepEqual(body.container, { type: 'view', view_id: shown.id });
  await world.maya.submits(shown, { it: 'ledger' });
  assert.deepEqual((await world.heard.next('chosen')).view.state.values.it.service.selected_option, services[1]);
});

check('options: nothing found is an empty list', async (world) => {
  const { shown } = await open(world, modal('Choosing', [input('it', element)], { callback_id: 'choosing' }));
  assert.deepEqual(await world.maya.loads('it', 'service', 'zzz', { view_id: shown.id }), { options: [] });
  await world.heard.next('options');
  await world.maya.closes(shown);
});

check('options: groups are offered too', async (world) => {
  const { shown } = await open(world, modal('Choosing', [input('it', { ...element, action_id: 'grouped' })], { callback_id: 'choosing' }));
  const { option_groups } = await world.maya.loads('it', 'grouped', 'x', { view_id: shown.id });
  assert.deepEqual(option_groups.map((g) => [g.label.text, g.options.length]), [['Money', 2]]);
  await world.maya.submits(shown, { it: 'checkout' });
  assert.equal((await world.heard.next('chosen')).view.state.values.it.grouped.selected_option.value, 'checkout');
});

check('options: a menu in a message asks too, and its choice arrives', async (world) => {
  const { ts } = await world.client.chat.postMessage({ channel: world.payments, text: 'Which one?', blocks: [{ ...section('Which one?', element), block_id: 'which' }] });
  const place = { channel: world.payments, ts };
  await world.maya.loads('which', 'service', 'check', place);
  const { body } = await world.heard.next('options');
  assert.deepEqual([body.channel.id, body.container.message_ts], [world.payments, ts]);
  await world.maya.uses('service', place, 'checkout');
  assert.equal((await world.heard.next('service')).action.selected_option.value, 'checkout');
});
