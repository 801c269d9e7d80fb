await PostmortemBot.Sandbox.SandboxServer.Create(args).RunAsync();
