// The same with Slack's client alone, without Bolt's routing: no handler is looked for, nothing is checked.
const { SocketModeClient, LogLevel } = require('@slack/socket-mode');

const client = new SocketModeClient({ appToken: 'xapp-bench', logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: process.argv[2] } });
client.on('slash_commands', async ({ ack, body }) => ack({ response_type: 'ephemeral', text: `ok ${body.text}` }));
client.on('interactive', async ({ ack, body }) => { if (body.actions[0].action_id === 'approve') await ack(); });
client.on('app_mention', async ({ ack, event }) => { if (event.user.length > 0) await ack(); });
client.start();
