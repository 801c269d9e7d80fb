using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Recording;

/// <summary>
/// Keeps what the bot sends while stories run, when POSTMORTEMS_RECORD_DIR names a folder:
/// one file per test program, one line per shape, for the check against Slack's own types.
/// </summary>
internal sealed class PayloadRecord
{
    private const int Most = 5000;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<PayloadRecord?> Process = new(Start);

    private readonly HashSet<string> _shapes = new(StringComparer.Ordinal);
    private readonly string _file;

    private PayloadRecord(string file) => _file = file;

    /// <summary>The record of this process, or null when nobody asked for one.</summary>
    public static PayloadRecord? OfProcess => Process.Value;

    /// <param name="of">A method, response_url, or the kind of request that was answered.</param>
    /// <param name="asForm">A form carries everything as text.</param>
    /// <param name="body">What was sent.</param>
    public void Keep(string of, bool asForm, JsonNode body)
    {
        var shape = $"{of} {asForm} {PayloadShape.Of(body)}";
        lock (_shapes)
        {
            if (_shapes.Count >= Most || !_shapes.Add(shape)) return;
            var line = new JsonObject { ["of"] = of, ["as_form"] = asForm, ["body"] = PayloadShape.Pruned(body) };
            File.AppendAllText(_file, line.ToJsonString(Readable) + "\n");
        }
    }

    private static PayloadRecord? Start()
    {
        if (Environment.GetEnvironmentVariable("POSTMORTEMS_RECORD_DIR") is not { Length: > 0 } folder) return null;
        Directory.CreateDirectory(folder);
        // Named after the program, so that a later run replaces what an earlier one recorded.
        var file = Path.Combine(folder, $"{AppDomain.CurrentDomain.FriendlyName}.jsonl");
        File.Delete(file);
        return new PayloadRecord(file);
    }
}
