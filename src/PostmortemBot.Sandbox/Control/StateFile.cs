using System.Text.Json;
using Microsoft.Extensions.Options;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Control;

/// <summary>
/// Keeps the workspaces in files: read at start, written shortly after changes and at shutdown, never half.
/// The first workspace has the file named in the options, the others lie beside it.
/// </summary>
public sealed partial class StateFile(Teams teams, Installs installs, IOptions<SandboxOptions> options, ILogger<StateFile> logger) : BackgroundService
{
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(500);
    private readonly Lock _writing = new();
    private readonly string? _path = options.Value.DataFile;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var workspace in teams.All)
        {
            if (PathOf(workspace) is not { } path || !File.Exists(path)) continue;
            var state = JsonSerializer.Deserialize<WorkspaceState>(File.ReadAllBytes(path), Json.Own)
                ?? throw new InvalidDataException($"{path} holds no workspace. Move it away to start afresh.");
            workspace.Load(state);
            LogLoaded(path);
        }
        if (InstallsPath is { } installsPath && File.Exists(installsPath) && JsonSerializer.Deserialize<InstallsState>(File.ReadAllBytes(installsPath), Json.Own) is { } known) installs.Load(known);
        installs.ClockOffsetSeconds = teams.All[0].State.ClockOffsetSeconds;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var workspace in teams.All) Save(workspace);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(teams.All.Select(workspace => KeepAsync(workspace, stoppingToken)));

    private async Task KeepAsync(SlackWorkspace workspace, CancellationToken stoppingToken)
    {
        if (PathOf(workspace) is null) return;
        var saved = workspace.Version;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await workspace.WaitAfter(saved, Timeout.InfiniteTimeSpan, stoppingToken);
                await Task.Delay(Calm, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            saved = workspace.Version;
            Save(workspace);
        }
    }

    private string? InstallsPath => _path is { Length: > 0 } ? Path.ChangeExtension(_path, ".installs.json") : null;

    private string? PathOf(SlackWorkspace workspace) => (_path, workspace.Team.Id) switch
    {
        (null or "", _) => null,
        (_, Teams.DefaultId) => _path,
        (_, var team) => Path.ChangeExtension(_path, $".{team}.json"),
    };

    private void Save(SlackWorkspace workspace)
    {
        if (PathOf(workspace) is not { } path) return;
        byte[] bytes;
        lock (workspace.Gate) bytes = JsonSerializer.SerializeToUtf8Bytes(workspace.State, Json.Own);
        Write(path, bytes);
        Write(InstallsPath!, installs.Read(state => JsonSerializer.SerializeToUtf8Bytes(state, Json.Own)));
    }

    private void Write(string path, byte[] bytes)
    {
        lock (_writing)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            var beside = path + ".new";
            File.WriteAllBytes(beside, bytes);
            File.Move(beside, path, overwrite: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The workspace was loaded from {Path}")]
    private partial void LogLoaded(string path);
}
