using System.Reflection;

namespace PostmortemBot.Language;

/// <summary>What a rule book says of a text: the sum of the weights of the rules that fired, strongest first.</summary>
public sealed record Judgement(double Score, IReadOnlyList<Rule> Fired)
{
    /// <summary>A tie is no finding, however the sum was rounded.</summary>
    private const double Margin = 0.05;

    public static Judgement None { get; } = new(0, []);

    /// <summary>Whether more speaks for what the book looks for than against it.</summary>
    public bool IsFound => Score > Margin;

    /// <summary>The rule that speaks for it most.</summary>
    public Rule? Decisive => Fired.FirstOrDefault(rule => rule.Weight > 0);
}

/// <summary>A file of rules. Each is one piece of evidence; none decides alone, unless it weighs more than all the others.</summary>
public sealed class RuleBook
{
    private readonly List<Rule> _rules;
    private readonly double _bias;
    private readonly Dictionary<string, string> _questions;

    private RuleBook(List<Rule> rules, double bias, Dictionary<string, string> questions)
    {
        (_rules, _bias, _questions) = (rules, bias, questions);
        if (rules.Find(rule => rule.Weight > 0 && !questions.ContainsKey(rule.Kind)) is { } silent)
            throw new FormatException($"The rule '{silent.Name}' is of the kind '{silent.Kind}', for which there is no question.");
    }

    public IReadOnlyList<Rule> Rules => _rules;

    /// <param name="file">The name of an embedded file.</param>
    public static RuleBook Load(string file) => Parse(Embedded.Lines(Assembly.GetExecutingAssembly(), file));

    public static RuleBook Parse(IEnumerable<string> lines)
    {
        var rules = new List<Rule>();
        var bias = 0.0;
        var questions = new Dictionary<string, string>(StringComparer.Ordinal);
        string[]? head = null;
        var (reason, signs, unless) = ("", new List<Sign>(), new List<string>());
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.StartsWith("bias ", StringComparison.Ordinal))
                bias = double.Parse(line[5..]);
            else if (line.StartsWith("ask ", StringComparison.Ordinal) && line.IndexOf(' ', 4) is > 0 and var space)
                questions[line[4..space]] = line[(space + 1)..];
            else if (line.StartsWith("rule ", StringComparison.Ordinal))
            {
                Finish();
                head = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                (reason, signs, unless) = ("", [], []);
            }
            else if (line.StartsWith("says ", StringComparison.Ordinal))
                reason = line[5..];
            else if (line.StartsWith("unless ", StringComparison.Ordinal))
                unless.AddRange(line[7..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            else
                signs.Add(new Sign(line, Lexicon.English));
        }

        Finish();
        return new RuleBook(rules, bias, questions);

        void Finish()
        {
            if (head is null)
                return;
            if (reason.Length == 0 || signs.Count == 0 || head.Length != 4)
                throw new FormatException($"The rule '{string.Join(' ', head)}' needs a name, a weight, a kind, a reason and a sign.");
            if (unless.Find(name => !rules.Exists(rule => rule.Name == name)) is { } later)
                throw new FormatException($"The rule '{head[1]}' waits for '{later}', which does not come before it.");
            rules.Add(new Rule { Name = head[1], Weight = double.Parse(head[2]), Kind = head[3], Reason = reason, Signs = signs, Unless = unless });
        }
    }

    /// <summary>What to ask somebody whose text a rule of this kind decided.</summary>
    public string Question(string kind) => _questions[kind];

    public Judgement Judge(Reading reading)
    {
        if (!reading.IsEnglish)
            return Judgement.None;
        var fired = new List<Rule>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in _rules)
        {
            if (rule.Unless.Any(names.Contains) || !rule.Signs.Any(sign => sign.Shows(reading)))
                continue;
            fired.Add(rule);
            names.Add(rule.Name);
        }

        return new Judgement(_bias + fired.Sum(rule => rule.Weight), [.. fired.OrderByDescending(rule => rule.Weight)]);
    }
}
