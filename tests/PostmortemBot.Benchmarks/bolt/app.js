// The same app as SocketClient.cs, written with Bolt.
const { App, LogLevel } = require('@slack/bolt');

const app = new App({
  appToken: 'xapp-bench',
  socketMode: true,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0POSTMORT1', botUserId: 'U0POSTMORT1' }),
  clientOptions: { slackApiUrl: process.argv[2] },
});
app.command('/bench', async ({ ack, command }) => ack({ response_type: 'ephemeral', text: `ok ${command.text}` }));
app.action('approve', async ({ ack }) => ack());
app.event('app_mention', async () => {});
app.start();
