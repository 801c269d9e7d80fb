import assert from 'node:assert/strict';
import { listen } from '../driver/app.js';
import { check } from '../driver/checks.js';
import { button, actions, section } from './blocks.js';

listen((app, heard) => {
  app.command('/greet', async (args) => {
    heard.tell('/greet', args);
    await args.ack(`Hello <@${args.command.user_id}>`);
  });
  app.command('/literal', async ({ command, ack }) => ack(`literally: ${command.text}`));
  app.command('/card', async ({ ack }) => ack({ text: 'A card', blocks: [section('*A card*'), actions('card', button('card_pressed', 'Press'))] }));
  app.command('/announce', async ({ ack }) => ack({ response_type: 'in_channel', text: 'Everybody reads this' }));
  app.command('/quiet', async ({ ack }) => ack());
});

check('command: a text answer is shown to the one who typed, and to nobody else', async ({ maya, devon, payments }) => {
  const { ok, message } = await maya.types(payments, '/greet');
  assert.ok(ok);
  assert.equal(message.text, 'Hello <@U0MAYA00001>');
  assert.equal(message.ephemeral, true);
  assert.ok(!(await devon.reads(payments)).some((m) => m.text === message.text));
});

check('command: the payload has every field that Bolt documents', async ({ maya, heard, payments }) => {
  await maya.types(payments, '/greet now');
  const { command, context } = await heard.next('/greet', ({ command: c }) => c.text === 'now');
  for (const field of ['token', 'response_url', 'trigger_id', 'user_name', 'team_domain', 'api_app_id']) assert.equal(typeof command[field], 'string', field);
  assert.deepEqual(
    [command.command, command.user_id, command.team_id, command.channel_id, command.channel_name],
    ['/greet', 'U0MAYA00001', 'T0SANDBOX01', payments, 'incident-payments'],
  );
  assert.equal(context.teamId, 'T0SANDBOX01');
  assert.equal(context.isEnterpriseInstall, false);
  assert.match(context.botId, /^B/);
  assert.match(context.botUserId, /^U/);
});

check('command: mentions, channels and markup arrive escaped when the manifest asks for it', async ({ maya, heard, payments }) => {
  await maya.types(payments, '/greet @devon in #reliability <&>');
  const { command } = await heard.next('/greet', ({ command: c }) => c.text.includes('in'));
  assert.match(command.text, /^<@U0DEVON0001(\|devon)?> in <#C0RELIABLE1\|reliability> &lt;&amp;&gt;$/);
});

check('command: without should_escape the text arrives as typed', async ({ maya, payments }) => {
  const { message } = await maya.types(payments, '/literal @devon in #reliability');
  assert.equal(message.text, 'literally: @devon in #reliability');
});

check('command: blocks are shown', async ({ maya, payments }) => {
  const { message } = await maya.types(payments, '/card');
  assert.deepEqual(message.blocks.map((b) => b.type), ['section', 'actions']);
});

check('command: an in_channel answer shows the typed command to everybody too', async ({ maya, devon, payments }) => {
  await maya.types(payments, '/announce it');
  const [typed, answer] = (await devon.reads(payments)).slice(-2);
  assert.deepEqual([typed.text, typed.user], ['/announce it', 'U0MAYA00001']);
  assert.equal(answer.text, 'Everybody reads this');
  assert.match(answer.bot_id, /^B/);
});

check('command: an empty acknowledgement shows nothing', async ({ maya, payments }) => {
  const before = (await maya.reads(payments)).length;
  const { ok, message } = await maya.types(payments, '/quiet');
  assert.ok(ok);
  assert.equal(message, null);
  assert.equal((await maya.reads(payments)).length, before);
});

check('command: one that nobody listens to times out after three seconds', async ({ maya, payments }) => {
  const { ok, problem, shown } = await maya.types(payments, '/unheard');
  assert.ok(!ok);
  assert.equal(problem, 'operation_timeout');
  assert.match(shown, /operation_timeout/);
});

check('command: one that the app does not have is refused by Slack', async ({ maya, payments }) => {
  const { ok, problem } = await maya.types(payments, '/nonsense');
  assert.ok(!ok);
  assert.equal(problem, 'unknown_command');
});
