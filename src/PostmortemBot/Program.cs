using PostmortemBot.Hosting;

await BotServer.Create(args).RunAsync();
