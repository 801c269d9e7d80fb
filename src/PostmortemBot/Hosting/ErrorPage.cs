using Microsoft.AspNetCore.Diagnostics;

namespace PostmortemBot.Hosting;

/// <summary>The last edge for pages: says that it failed, with a reference that stands in the log.</summary>
public static partial class ErrorPage
{
    public static void UseErrorPage(this WebApplication app) => app.UseExceptionHandler(handler => handler.Run(async context =>
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>();
        var reference = context.TraceIdentifier;
        Failed(app.Logger, failure?.Error, context.Request.Method, failure?.Path ?? "", reference);
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync($"This page could not be made, and nothing was changed. Try again in a minute. Reference {reference}.");
    }));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({Reference})")]
    private static partial void Failed(ILogger logger, Exception? failure, string method, string path, string reference);
}
