using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PostmortemBot.Slack;

/// <summary>Reads a form field by field, without copying; decodes in place.</summary>
internal ref struct SlackForm(Span<byte> body)
{
    private static readonly SearchValues<byte> Encoded = SearchValues.Create("%+"u8);

    private Span<byte> rest = body;

    /// <summary>The next field, its value still encoded.</summary>
    public bool Read(out ReadOnlySpan<byte> name, out Span<byte> value)
    {
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (pair.Length == 0) continue;

            var equals = pair.IndexOf((byte)'=');
            name = equals < 0 ? pair : pair[..equals];
            value = equals < 0 ? default : pair[(equals + 1)..];
            return true;
        }

        name = default;
        value = default;
        return false;
    }

    /// <summary>Decodes a value where it stands; false when it is not well-formed UTF-8 behind well-formed percent signs.</summary>
    public static bool TryDecode(Span<byte> value, out int length)
    {
        length = value.Length;
        var from = value.IndexOfAny(Encoded);
        // The body as a whole was checked to be UTF-8.
        if (from < 0) return true;

        var to = from;
        while (from < value.Length)
        {
            var next = value[from++];
            if (next == '%')
            {
                if (from + 2 > value.Length || Hex(value[from]) is not (>= 0 and var high) || Hex(value[from + 1]) is not (>= 0 and var low))
                    return false;
                next = (byte)((high << 4) | low);
                from += 2;
            }
            else if (next == '+')
            {
                next = (byte)' ';
            }

            value[to++] = next;
        }

        length = to;
        return Utf8.IsValid(value[..to]);
    }

    /// <summary>Decodes a value where it stands and makes a text of it.</summary>
    public static bool TryText(Span<byte> value, out string text)
    {
        if (!TryDecode(value, out var length))
        {
            text = "";
            return false;
        }

        // No keyboard types U+0000 and no database stores it.
        text = Encoding.UTF8.GetString(value[..length]).Replace("\0", "", StringComparison.Ordinal);
        return true;
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
