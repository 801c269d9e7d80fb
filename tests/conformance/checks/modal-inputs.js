import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { input, modal, option, text } from './blocks.js';
import { open } from './modals.js';

const options = [option('a', 'First'), option('b', 'Second'), option('c', 'Third')];

// Every input: the element, what the person enters, and what the app must read in state.values.
const inputs = {
  plain_text_input: [{}, 'words', { value: 'words' }],
  email_text_input: [{}, 'maya@acme.example', { value: 'maya@acme.example' }],
  url_text_input: [{}, 'https://acme.example/x', { value: 'https://acme.example/x' }],
  number_input: [{ is_decimal_allowed: true, min_value: '0' }, '2.5', { value: '2.5' }],
  datepicker: [{}, '2026-11-23', { selected_date: '2026-11-23' }],
  timepicker: [{}, '09:30', { selected_time: '09:30' }],
  datetimepicker: [{}, 1795428000, { selected_date_time: 1795428000 }],
  static_select: [{ options }, 'b', { selected_option: options[1] }],
  multi_static_select: [{ options }, ['a', 'c'], { selected_options: [options[0], options[2]] }],
  users_select: [{}, 'devon', { selected_user: 'U0DEVON0001' }],
  multi_users_select: [{}, ['devon', 'yuki'], { selected_users: ['U0DEVON0001', 'U0YUKI00001'] }],
  conversations_select: [{}, 'reliability', { selected_conversation: 'C0RELIABLE1' }],
  multi_conversations_select: [{}, ['reliability'], { selected_conversations: ['C0RELIABLE1'] }],
  channels_select: [{}, 'reliability', { selected_channel: 'C0RELIABLE1' }],
  multi_channels_select: [{}, ['reliability'], { selected_channels: ['C0RELIABLE1'] }],
  checkboxes: [{ options }, ['b'], { selected_options: [options[1]] }],
  radio_buttons: [{ options }, 'c', { selected_option: options[2] }],
};

listen((app, heard) => {
  app.view('inputs', async (args) => {
    await args.ack();
    heard.tell('inputs', args);
  });
  app.action('typed_on', async (args) => {
    await args.ack();
    heard.tell('typed_on', args);
  });
});

for (const [type, [fields, entered, read]] of Object.entries(inputs)) {
  check(`input: ${type} gives what was entered`, async (world) => {
    const { shown } = await open(world, modal('Inputs', [input('it', { type, action_id: 'field', ...fields })], { callback_id: 'inputs' }));
    assert.ok((await world.maya.submits(shown, { it: entered })).closed);
    const { view } = await world.heard.next('inputs');
    assert.deepEqual(view.state.values.it.field, { type, ...read });
  });
}

check('input: rich_text_input gives a rich_text block', async (world) => {
  const { shown } = await open(world, modal('Inputs', [input('it', { type: 'rich_text_input', action_id: 'field' })], { callback_id: 'inputs' }));
  await world.maya.submits(shown, { it: 'rich words' });
  const { field } = (await world.heard.next('inputs')).view.state.values.it;
  assert.equal(field.rich_text_value.type, 'rich_text');
  assert.equal(field.rich_text_value.elements[0].elements[0].text, 'rich words');
});

check('input: file_input gives the uploaded file', async (world) => {
  const { file } = await world.maya.uploads('log.txt', 'one line');
  const { shown } = await open(world, modal('Inputs', [input('it', { type: 'file_input', action_id: 'field', filetypes: ['txt'] })], { callback_id: 'inputs' }));
  await world.maya.submits(shown, { it: [file] });
  const { field } = (await world.heard.next('inputs')).view.state.values.it;
  assert.equal(field.files.length, 1);
  for (const known of ['id', 'created', 'name', 'mimetype', 'filetype', 'user', 'size', 'url_private', 'permalink']) assert.ok(field.files[0][known], known);
});

check('input: initial values are there without being touched', async (world) => {
  const blocks = [input('it', text('field', { initial_value: 'as it was' })), input('day', { type: 'datepicker', action_id: 'field', initial_date: '2026-01-02' })];
  const { shown } = await open(world, modal('Inputs', blocks, { callback_id: 'inputs' }));
  await world.maya.submits(shown, {});
  const { values } = (await world.heard.next('inputs')).view.state;
  assert.deepEqual([values.it.field.value, values.day.field.selected_date], ['as it was', '2026-01-02']);
});

check('input: dispatch_action tells the app at once', async (world) => {
  const { shown } = await open(world, modal('Inputs', [input('it', text('typed_on'), { dispatch_action: true })], { callback_id: 'inputs' }));
  await world.maya.uses('typed_on', { view_id: shown.id }, 'as I type');
  const { action, body } = await world.heard.next('typed_on');
  assert.deepEqual([action.type, action.value], ['plain_text_input', 'as I type']);
  assert.equal(body.view.state.values.it.typed_on.value, 'as I type');
  await world.maya.closes(shown);
});

check('input: response_url_enabled lets a submission answer in the chosen conversation', async (world) => {
  const element = { type: 'conversations_select', action_id: 'field', response_url_enabled: true, default_to_current_conversation: true };
  const { shown } = await open(world, modal('Inputs', [input('it', element)], { callback_id: 'inputs' }));
  await world.maya.submits(shown, {});
  const { body, respond } = await world.heard.next('inputs');
  assert.deepEqual(
    body.response_urls.map((url) => [url.block_id, url.action_id, url.channel_id]),
    [['it', 'field', world.payments]],
  );
  await respond({ response_type: 'in_channel', text: 'Answered from the modal' });
  await world.devon.sees(world.payments, 'Answered from the modal');
});
