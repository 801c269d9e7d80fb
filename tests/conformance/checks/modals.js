import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { input, modal, section, text } from './blocks.js';

const form = modal('A form', [section('Say *what*'), input('what', text()), input('why', text('typed', { multiline: true }), { optional: true })], {
  callback_id: 'form',
  private_metadata: '{"from":"here"}',
});

const answers = {
  wrong: { response_action: 'errors', errors: { what: 'That cannot be.', why: 'Nor can this.' } },
  update: { response_action: 'update', view: modal('Updated', [section('Done')], { submit: undefined }) },
  push: { response_action: 'push', view: modal('Pushed', [input('more', text())], { callback_id: 'pushed' }) },
  clear: { response_action: 'clear' },
};

listen((app, heard) => {
  app.command('/open', async (args) => {
    await args.ack();
    heard.tell('/open', args);
  });
  app.view('form', async (args) => {
    heard.tell('form', args);
    const said = args.view.state.values.what.typed.value;
    await args.ack(answers[said]);
  });
  app.view('pushed', async ({ ack }) => ack({ response_action: 'clear' }));
  app.view({ callback_id: 'watched', type: 'view_closed' }, async (args) => {
    await args.ack();
    heard.tell('closed', args);
  });
});

/** Types /open and opens a view with the command's trigger, as an app would. */
export async function open({ maya, heard, payments }, view) {
  await maya.types(payments, '/open');
  const { client, body } = await heard.next('/open');
  const answer = await client.views.open({ trigger_id: body.trigger_id, view });
  return { shown: await maya.seesModal(view.title.text), answer, client, trigger_id: body.trigger_id };
}

check('modal: opens with what the app gave it, and the answer names it', async (world) => {
  const { shown, answer } = await open(world, form);
  assert.deepEqual(
    [answer.view.id, answer.view.callback_id, answer.view.private_metadata, answer.view.root_view_id, answer.view.previous_view_id],
    [shown.id, 'form', '{"from":"here"}', shown.id, null],
  );
  assert.equal(answer.view.team_id, 'T0SANDBOX01');
  assert.match(answer.view.app_id, /^A/);
  assert.match(answer.view.bot_id, /^B/);
  assert.ok(answer.view.hash);
});

check('modal: a submission carries state, private_metadata and hash', async (world) => {
  const { shown } = await open(world, form);
  const outcome = await world.maya.submits(shown, { what: 'all is well', why: 'because' });
  assert.ok(outcome.ok && outcome.closed);
  const { view, body, payload } = await world.heard.next('form', (args) => args.view.state.values.what.typed.value === 'all is well');
  assert.equal(view.private_metadata, '{"from":"here"}');
  assert.deepEqual(view.state.values.why, { typed: { type: 'plain_text_input', value: 'because' } });
  assert.equal(view.hash, shown.hash);
  assert.equal(payload.id, shown.id);
  assert.equal(body.type, 'view_submission');
  assert.deepEqual(body.response_urls, []);
  assert.equal(body.user.id, 'U0MAYA00001');
});

check('modal: what is left empty is null', async (world) => {
  const { shown } = await open(world, form);
  await world.maya.submits(shown, { what: 'no reason' });
  const { view } = await world.heard.next('form', (args) => args.view.state.values.what.typed.value === 'no reason');
  assert.deepEqual(view.state.values.why.typed, { type: 'plain_text_input', value: null });
});

check('modal: errors are shown at their fields, and the modal stays', async (world) => {
  const { shown } = await open(world, form);
  const outcome = await world.maya.submits(shown, { what: 'wrong' });
  assert.deepEqual([outcome.ok, outcome.closed, outcome.errors], [false, false, { what: 'That cannot be.', why: 'Nor can this.' }]);
  assert.equal((await world.maya.modals()).at(-1).id, shown.id);
  await world.maya.closes(shown);
});

check('modal: a required input left empty never reaches the app', async (world) => {
  const { shown } = await open(world, form);
  const before = world.heard.count('form');
  const outcome = await world.maya.submits(shown, {});
  assert.deepEqual(Object.keys(outcome.errors), ['what']);
  assert.equal(world.heard.count('form'), before);
  await world.maya.closes(shown);
});

check('modal: update replaces the submitted view under its own id', async (world) => {
  const { shown } = await open(world, form);
  await world.maya.submits(shown, { what: 'update' });
  const updated = await world.maya.seesModal('Updated');
  assert.equal(updated.id, shown.id);
  assert.notEqual(updated.hash, shown.hash);
  await world.maya.closes(updated);
});

check('modal: push lays a view on top, clear closes the whole stack', async (world) => {
  const { shown } = await open(world, form);
  await world.maya.submits(shown, { what: 'push' });
  const pushed = await world.maya.seesModal('Pushed');
  assert.deepEqual([pushed.previous_view_id, pushed.root_view_id], [shown.id, shown.id]);
  assert.equal((await world.maya.modals()).length, 2);
  await world.maya.submits(pushed, { more: 'enough' });
  assert.deepEqual(await world.maya.modals(), []);
});

check('modal: clear from the first view closes it', async (world) => {
  const { shown } = await open(world, form);
  await world.maya.submits(shown, { what: 'clear' });
  assert.deepEqual(await world.maya.modals(), []);
});

check('modal: view_closed comes when asked for, without values', async (world) => {
  const { shown } = await open(world, modal('Watched', [input('what', text())], { callback_id: 'watched', notify_on_close: true }));
  await world.maya.closes(shown);
  const { body, view } = await world.heard.next('closed');
  assert.deepEqual([body.type, body.is_cleared, view.id], ['view_closed', false, shown.id]);
  assert.deepEqual(view.state.values, {});
});

check('modal: the x in the corner says that everything was cleared', async (world) => {
  const { shown } = await open(world, modal('Watched', [section('look')], { callback_id: 'watched', notify_on_close: true, submit: undefined }));
  await world.maya.closes(shown, true);
  assert.equal((await world.heard.next('closed')).body.is_cleared, true);
});

check('modal: without notify_on_close nothing is said', async (world) => {
  const { shown } = await open(world, form);
  await world.maya.closes(shown);
  assert.equal(world.heard.count('closed'), 0);
});
