import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { actions, button, input, modal, section, text } from './blocks.js';
import { open } from './modals.js';

const withButton = (title, more) => modal(title, [input('kept', text()), actions('row', button('in_modal', 'Press', 'pressed'))], { callback_id: 'stack', ...more });

listen((app, heard) => {
  app.action('in_modal', async (args) => {
    await args.ack();
    heard.tell('in_modal', args);
  });
  app.view('stack', async ({ ack }) => ack());
});

/** Presses the button of a modal and returns what the app was told. */
async function press({ maya, heard }, view) {
  await maya.uses('in_modal', { view_id: view.id });
  return heard.next('in_modal');
}

const refused = (code) => (error) => {
  assert.equal(error.code, 'slack_webapi_platform_error');
  assert.equal(error.data.error, code, JSON.stringify(error.data));
  return true;
};

check('modal button: its payload carries the view, its container and the trigger', async (world) => {
  const { shown } = await open(world, withButton('Pressing'));
  const { body, action, payload } = await press(world, shown);
  assert.deepEqual(body.container, { type: 'view', view_id: shown.id });
  assert.deepEqual([action.value, action.block_id, action.type, payload.action_id], ['pressed', 'row', 'button', 'in_modal']);
  assert.equal(body.view.id, shown.id);
  assert.ok(body.trigger_id);
  assert.equal(body.response_url, undefined);
  assert.equal(body.message, undefined);
});

check('views.update: what was typed stays where the block stays', async (world) => {
  const { shown, client } = await open(world, withButton('Before'));
  await press(world, shown);
  await client.views.update({ view_id: shown.id, view: withButton('After') });
  const after = await world.maya.seesModal('After');
  assert.equal(after.id, shown.id);
  assert.ok(after.state.values.kept);
  await world.maya.closes(after);
});

check('views.update: an old hash is refused with hash_conflict', async (world) => {
  const { shown, client } = await open(world, withButton('Raced'));
  const { view } = await client.views.update({ view_id: shown.id, hash: shown.hash, view: withButton('Raced once') });
  assert.notEqual(view.hash, shown.hash);
  await assert.rejects(client.views.update({ view_id: shown.id, hash: shown.hash, view: withButton('Raced twice') }), refused('hash_conflict'));
  await world.maya.closes(await world.maya.seesModal('Raced once'));
});

check('views.update: finds a view by its external_id', async (world) => {
  const { client } = await open(world, withButton('Named', { external_id: 'by-name' }));
  await client.views.update({ external_id: 'by-name', view: withButton('Found', { external_id: 'by-name' }) });
  await world.maya.closes(await world.maya.seesModal('Found'));
});

check('views.update: a closed view is not found', async (world) => {
  const { shown, client } = await open(world, withButton('Gone'));
  await world.maya.closes(shown);
  await assert.rejects(client.views.update({ view_id: shown.id, view: withButton('Late') }), refused('not_found'));
});

check('views.push: stacks three views and refuses the fourth', async (world) => {
  let { shown } = await open(world, withButton('One'));
  for (const title of ['Two', 'Three']) {
    const { client, body } = await press(world, shown);
    await client.views.push({ trigger_id: body.trigger_id, view: withButton(title) });
    shown = await world.maya.seesModal(title);
  }
  const { client, body } = await press(world, shown);
  await assert.rejects(client.views.push({ trigger_id: body.trigger_id, view: withButton('Four') }), refused('push_limit_reached'));
  await world.maya.submits(shown, { kept: 'x' });
  assert.deepEqual((await world.maya.modals()).map((v) => v.title.text), ['One', 'Two']);
  await world.maya.closes(await world.maya.seesModal('Two'), true);
});

check('trigger: works once', async (world) => {
  const { client, shown, trigger_id } = await open(world, withButton('First'));
  await assert.rejects(client.views.open({ trigger_id, view: withButton('Second') }), refused('exchanged_trigger_id'));
  await world.maya.closes(shown);
});

check('trigger: ends after three seconds', async ({ maya, heard, payments, sandbox }) => {
  await maya.types(payments, '/open');
  const { client, body } = await heard.next('/open');
  await sandbox.post('/sandbox/clock', { advance_seconds: 4 });
  await assert.rejects(client.views.open({ trigger_id: body.trigger_id, view: withButton('Late') }), refused('expired_trigger_id'));
});

check('views.open: a view that breaks the rules is refused with its place', async ({ maya, heard, payments }) => {
  await maya.types(payments, '/open');
  const { client, body } = await heard.next('/open');
  const view = modal('A title that is far too long for a modal', [section('x')]);
  await assert.rejects(client.views.open({ trigger_id: body.trigger_id, view }), (error) => {
    refused('invalid_arguments')(error);
    assert.match(error.data.response_metadata.messages[0], /json-pointer:\/view\/title/);
    return true;
  });
});
