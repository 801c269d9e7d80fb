namespace PostmortemBot.Sandbox.Acts;

/// <summary>The sandbox cannot do what it was asked: no such user, channel, message, button… The message says what to do.</summary>
public sealed class RefusedException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;
    public int Status { get; } = status;

    public static RefusedException NotFound(string code, string message) => new(code, message, 404);
    public static RefusedException Forbidden(string code, string message) => new(code, message, 403);
}
