using System.Buffers.Text;
using System.Text;

namespace PostmortemBot.Benchmarks;

/// <summary>
/// Envelopes as Slack sends them, a command, a button and an event in turn, written before the clock runs. Their number stands at
/// known places, so that one can be made into another without being written again.
/// </summary>
internal sealed class SocketEnvelopes
{
    private const int Digits = 12;
    private const string Marker = "777777777777";
    private const string EnvelopeId = "11111111-2222-3333-4444-" + Marker;

    private static readonly string[] Kinds =
    [
        """
        {"envelope_id":"11111111-2222-3333-4444-777777777777","payload":{"token":"retired","team_id":"T0SANDBOX01","team_domain":"acme","channel_id":"C0PAYMENTS1","channel_name":"incident-payments","user_id":"U0MAYA00001","user_name":"maya","command":"/bench","text":"777777777777","api_app_id":"A0POSTMORT1","is_enterprise_install":"false","response_url":"https://hooks.slack.com/commands/T0SANDBOX01/1/777777777777","trigger_id":"1.2.777777777777"},"type":"slash_commands","accepts_response_payload":true}
        """,
        """
        {"envelope_id":"11111111-2222-3333-4444-777777777777","payload":{"type":"block_actions","user":{"id":"U0MAYA00001","username":"maya","name":"maya","team_id":"T0SANDBOX01"},"api_app_id":"A0POSTMORT1","token":"retired","container":{"type":"message","message_ts":"1605853634.000400","channel_id":"C0PAYMENTS1","is_ephemeral":false},"trigger_id":"1.2.777777777777","team":{"id":"T0SANDBOX01","domain":"acme"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"C0PAYMENTS1","name":"incident-payments"},"message":{"bot_id":"B0POSTMORT1","type":"message","text":"The second replica was promoted. Is this the whole story?","user":"U0POSTMORT1","ts":"1605853634.000400","team":"T0SANDBOX01","blocks":[{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"The second replica was promoted. Is this the whole story?","verbatim":false}},{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"approve","text":{"type":"plain_text","text":"Approve","emoji":true},"value":"019ab000-0000-7000-8000-000000000000"}]}]},"state":{"values":{}},"response_url":"https://hooks.slack.com/actions/T0SANDBOX01/1/777777777777","actions":[{"action_id":"approve","block_id":"b","text":{"type":"plain_text","text":"Approve","emoji":true},"value":"019ab000-0000-7000-8000-000000000000","type":"button","action_ts":"1605853645.582706"}]},"type":"interactive","accepts_response_payload":false}
        """,
        """
        {"envelope_id":"11111111-2222-3333-4444-777777777777","payload":{"token":"retired","team_id":"T0SANDBOX01","context_team_id":"T0SANDBOX01","context_enterprise_id":null,"api_app_id":"A0POSTMORT1","event":{"client_msg_id":"1748313e-912c-4942-a562-99754707692c","type":"app_mention","text":"<@U0POSTMORT1> what is still open?","user":"U0MAYA00001","ts":"1605853844.000800","team":"T0SANDBOX01","blocks":[{"type":"rich_text","block_id":"K8xp","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U0POSTMORT1"},{"type":"text","text":" what is still open?"}]}]}],"channel":"C0PAYMENTS1","event_ts":"1605853844.000800"},"type":"event_callback","event_id":"Ev777777777777","event_time":1605853844,"authorizations":[{"enterprise_id":null,"team_id":"T0SANDBOX01","user_id":"U0POSTMORT1","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"1-app_mention-T0SANDBOX01-C0PAYMENTS1"},"type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":""}
        """,
    ];

    private readonly (byte[] Bytes, int[] Places)[] _frames = [.. Kinds.Select(Prepare)];

    /// <summary>Envelope number n; the bytes are good until the next call.</summary>
    public ReadOnlyMemory<byte> Frame(long number)
    {
        var (bytes, places) = _frames[number % Kinds.Length];
        foreach (var place in places)
            Utf8Formatter.TryFormat(number, bytes.AsSpan(place, Digits), out _, new System.Buffers.StandardFormat('D', Digits));

        return bytes;
    }

    /// <summary>The number of the envelope this acknowledges; -1 when it does not, or not with the right answer.</summary>
    public static long Acknowledged(ReadOnlySpan<byte> ack)
    {
        var id = ack.IndexOf("11111111-2222-3333-4444-"u8);
        if (id < 0 || !Utf8Parser.TryParse(ack.Slice(id + EnvelopeId.Length - Digits, Digits), out long number, out _))
            return -1;

        var isAnswered = ack.IndexOf("\"text\":\"ok "u8) >= 0;
        return isAnswered == (number % Kinds.Length == 0) ? number : -1;
    }

    private static (byte[] Bytes, int[] Places) Prepare(string frame)
    {
        var places = new List<int>();
        for (var at = frame.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = frame.IndexOf(Marker, at + Digits, StringComparison.Ordinal))
            places.Add(at);

        return (Encoding.ASCII.GetBytes(frame), [.. places]);
    }
}
