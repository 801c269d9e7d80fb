using PostmortemBot.Sandbox.Acts;

namespace PostmortemBot.Sandbox.Control;

internal sealed class RefusalFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedException refused)
        {
            return Results.Json(new { error = refused.Code, message = refused.Message }, Json.Own, statusCode: refused.Status);
        }
    }
}
