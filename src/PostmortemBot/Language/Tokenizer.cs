using System.Text;

namespace PostmortemBot.Language;

/// <summary>Cuts a text into tokens in one pass. Slack's mentions and links count as one token each, emoji as none.</summary>
public static class Tokenizer
{
    /// <summary>What follows is not read: nobody's answer needs more to be understood.</summary>
    public const int Longest = 4000;

    public static IReadOnlyList<Token> Read(string text, Lexicon lexicon)
    {
        var scan = new Scan(text.Length > Longest ? text[..Longest] : text, lexicon);
        scan.Run();
        return lexicon.JoinPhrases(scan.Tokens);
    }

    private sealed class Scan(string text, Lexicon lexicon)
    {
        private int _at;

        public List<Token> Tokens { get; } = [];

        public void Run()
        {
            while (_at < text.Length)
            {
                var next = text[_at];
                if (char.IsWhiteSpace(next) || next is '*' or '_' or '~' or '"' or '“' or '”' or '„' or '«' or '»' || char.GetUnicodeCategory(next) is System.Globalization.UnicodeCategory.Format)
                    _at++;
                else if (next == '`')
                    Quoted('`');
                else if (next == '<' && Closing('>') is { } angle)
                    Markup(angle);
                else if (next == ':' && Emoji() is { } end)
                    _at = end;
                else if (next == '@' && _at + 1 < text.Length && char.IsLetter(text[_at + 1]))
                    Mention();
                else if (char.IsLetterOrDigit(next) || (next is '-' or '/' or '.' && StartsCode() && AfterSpace()))
                    Word();
                else
                    Mark();
            }
        }

        private bool StartsCode()
        {
            var first = _at + 1 < text.Length && text[_at] == '-' && text[_at + 1] == '-' ? _at + 2 : _at + 1;
            return first < text.Length && char.IsLetterOrDigit(text[first]);
        }

        private bool AfterSpace() => _at == 0 || char.IsWhiteSpace(text[_at - 1]) || text[_at - 1] is '(' or '"' or '-';

        private void Quoted(char mark)
        {
            var end = text.IndexOf(mark, _at + 1);
            if (end < 0 || end - _at > 120)
            {
                _at++;
                return;
            }

            var inside = text[(_at + 1)..end].Trim();
            _at = end + 1;
            if (inside.Length > 0)
                Add(inside, TokenKind.Code);
        }

        private int? Closing(char mark)
        {
            // Slack's own sequences are short; a lone "<" is a comparison.
            var limit = Math.Min(text.Length - _at - 1, 300);
            var end = limit <= 0 ? -1 : text.IndexOf(mark, _at + 1, limit);
            return end > _at + 1 && (text[_at + 1] is '@' or '#' or '!' || char.IsLetter(text[_at + 1])) ? end : null;
        }

        private void Markup(int end)
        {
            var inside = text[(_at + 1)..end];
            _at = end + 1;
            Add(inside, inside[0] is '@' or '!' ? TokenKind.Mention : TokenKind.Code);
        }

        private int? Emoji()
        {
            var end = _at + 1;
            while (end < text.Length && end - _at < 40 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '+'))
                end++;
            return end > _at + 1 && end < text.Length && text[end] == ':' && char.IsAsciiLetter(text[_at + 1]) ? end + 1 : null;
        }

        private void Mention()
        {
            var start = _at++;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '.' or '-' or '_'))
                _at++;
            Add(text[start.._at].TrimEnd('.'), TokenKind.Mention);
        }

        private void Word()
        {
            var start = _at;
            while (_at < text.Length && Continues(start))
                _at++;
            var word = text[start.._at];
            if (Identifiers.IsTicket(word))
                Add(word, TokenKind.Ticket);
            else if (Identifiers.IsCode(word))
                Add(word, TokenKind.Code);
            else if (char.IsDigit(word[0]))
                Add(word, TokenKind.Number);
            else
                Plain(word);
        }

        private bool Continues(int start)
        {
            var next = text[_at];
            if (char.IsLetterOrDigit(next) || next is '_' || char.GetUnicodeCategory(next) is System.Globalization.UnicodeCategory.NonSpacingMark)
                return true;
            if (_at == start)
                return true;
            var inside = _at + 1 < text.Length && char.IsLetterOrDigit(text[_at + 1]);
            return next switch
            {
                '\'' or '’' => inside,
                '-' or '.' or '/' or '=' or ':' or ',' when !inside => false,
                '-' or '/' or '.' or '=' => true,
                ':' or ',' => char.IsDigit(text[_at - 1]) && char.IsDigit(text[_at + 1]),
                '(' => inside && _at - start > 2 && text.IndexOf(')', _at, Math.Min(40, text.Length - _at)) > 0 && text[start.._at].Contains('_', StringComparison.Ordinal),
                '%' => char.IsDigit(text[_at - 1]),
                _ => false,
            };
        }

        /// <summary>"don't" is "do not", "it's" is "it is", "low-level" is two words; "team's" keeps its possessor.</summary>
        private void Plain(string word)
        {
            foreach (var part in word.Split('-', '/'))
            {
                if (part.Length == 0)
                    continue;
                var mark = part.IndexOfAny(['\'', '’']);
                if (mark < 0)
                {
                    Add(part, TokenKind.Word);
                    // "password-reset mails": what looks alike as a noun and in the past is a noun inside a compound.
                    if (part.Length < word.Length && Tokens[^1] is var last && last.Can(VerbForms.Base))
                        Tokens[^1] = last with { Verb = last.Verb & ~VerbForms.Past };
                    continue;
                }

                var (stem, rest) = (part[..mark], part[(mark + 1)..].ToLowerInvariant());
                if (rest == "t" && stem.EndsWith('n'))
                {
                    Add(stem.ToLowerInvariant() switch { "wo" or "won" => "will", "can" => "can", "ca" => "can", "shan" => "shall", _ => stem[..^1] }, TokenKind.Word);
                    Add("not", TokenKind.Word);
                    continue;
                }

                Add(stem, TokenKind.Word);
                var pronoun = stem.ToLowerInvariant() is "it" or "that" or "there" or "he" or "she" or "what" or "who" or "which" or "nobody" or "nothing";
                Add(rest switch { "s" when pronoun => "is", "s" => "'s", "ve" => "have", "re" => "are", "ll" => "will", "d" => "had", "m" => "am", _ => rest }, TokenKind.Word);
            }
        }

        private void Mark()
        {
            var next = text[_at++];
            if (char.IsPunctuation(next) || next is '>' or '<' or '=' or '+' or '|')
                Add(next is '—' or '–' ? "-" : next.ToString(), TokenKind.Mark);
        }

        private void Add(string part, TokenKind kind) => Tokens.Add(lexicon.Token(part.Normalize(NormalizationForm.FormC), kind));
    }
}
