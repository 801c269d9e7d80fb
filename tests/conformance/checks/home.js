import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { actions, button, section } from './blocks.js';

const tab = (words) => ({ type: 'home', callback_id: 'tab', blocks: [section(words), actions('tab', button('at_home', 'Press'))] });

listen((app, heard) => {
  app.event('app_home_opened', async (args) => {
    await args.client.views.publish({ user_id: args.event.user, view: tab(`*Welcome*, <@${args.event.user}>`) });
    heard.tell('home', args);
  });
  app.action('at_home', async (args) => {
    await args.ack();
    heard.tell('at_home', args);
  });
});

check('home: opening it tells the app, which publishes', async ({ devon, heard }) => {
  await devon.opensHome();
  const { event } = await heard.next('home', (args) => args.event.user === 'U0DEVON0001');
  assert.deepEqual([event.type, event.tab, event.channel[0]], ['app_home_opened', 'home', 'D']);
  assert.equal(event.view, undefined);
  assert.match((await devon.home()).blocks[0].text.text, /Welcome/);
});

check('home: the second time the event carries the published view', async ({ devon, heard }) => {
  await devon.opensHome();
  const { event } = await heard.next('home');
  assert.deepEqual([event.view.type, event.view.callback_id], ['home', 'tab']);
});

check('home: a button there works, and publishing with its hash is safe', async ({ devon, heard, client }) => {
  const shown = await devon.home();
  await devon.uses('at_home', { view_id: shown.id });
  const { body } = await heard.next('at_home');
  assert.deepEqual([body.view.type, body.container.type, body.channel], ['home', 'view', undefined]);
  const { view } = await client.views.publish({ user_id: 'U0DEVON0001', hash: body.view.hash, view: tab('Once') });
  assert.equal(view.id, shown.id);
  await assert.rejects(client.views.publish({ user_id: 'U0DEVON0001', hash: body.view.hash, view: tab('Twice') }), (error) => error.data.error === 'hash_conflict');
});
