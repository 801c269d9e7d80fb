using System.Text.Json;
using Microsoft.Extensions.Options;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Control;

/// <summary>Keeps the workspace in a file: read at start, written shortly after changes and at shutdown, never half.</summary>
public sealed partial class StateFile(SlackWorkspace workspace, IOptions<SandboxOptions> options, ILogger<StateFile> logger) : BackgroundService
{
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(500);
    private readonly string? _path = options.Value.DataFile;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_path is { Length: > 0 } && File.Exists(_path))
        {
            var state = JsonSerializer.Deserialize<WorkspaceState>(File.ReadAllBytes(_path), Json.Own)
                ?? throw new InvalidDataException($"Sandbox:DataFile {_path} holds no workspace. Move it away to start afresh.");
            workspace.Load(state);
            LogLoaded(_path);
        }
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Save();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_path is not { Length: > 0 }) return;
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
            Save();
        }
    }

    private void Save()
    {
        if (_path is not { Length: > 0 }) return;
        byte[] bytes;
        lock (workspace.Gate) bytes = JsonSerializer.SerializeToUtf8Bytes(workspace.State, Json.Own);
        if (Path.GetDirectoryName(Path.GetFullPath(_path)) is { } folder) Directory.CreateDirectory(folder);
        var beside = _path + ".new";
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, _path, overwrite: true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The workspace was loaded from {Path}")]
    private partial void LogLoaded(string path);
}
