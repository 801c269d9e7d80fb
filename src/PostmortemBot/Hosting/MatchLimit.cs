namespace PostmortemBot.Hosting;

/// <summary>How long one match of a regular expression may take.</summary>
public static class MatchLimit
{
    // No pattern here takes time that grows faster than the text, so this is for the mistake of a later one. It is time on the
    // wall, which passes on a busy machine too, and its end is an error to whoever typed: hence generous.
    public const int Milliseconds = 1000;
}
