using System.Collections.Frozen;

namespace PostmortemBot.Slack;

/// <summary>Reads slash commands and finds their handlers.</summary>
internal sealed class CommandDoor(HandlerTable table, HandlerRunner runner, Unhandled unhandled, UnheardAnswers unheard)
{
    private static readonly Answer BadForm = Answer.Malformed("The form is not well-formed.");
    private static readonly Answer BadJson = Answer.Malformed("The command is not the JSON of a command.");
    private static readonly Answer Incomplete = Answer.Malformed("The command lacks command, user_id or team_id.");
    private static readonly Answer Unknown = Sorry(Unhandled.Command);

    private readonly FrozenDictionary<string, ISlashCommandHandler> handlers = table.Of<ISlashCommandHandler>(HandlerKind.SlashCommand);

    public ValueTask<Answer> Take(Memory<byte> form, long arrived) =>
        SlashCommandForm.TryRead(form.Span, out var command) ? Take(command, arrived) : new(BadForm);

    public ValueTask<Answer> TakeJson(ReadOnlyMemory<byte> json, long arrived) =>
        SlashCommandJson.TryRead(json.Span, out var command) ? Take(command, arrived) : new(BadJson);

    private ValueTask<Answer> Take(SlashCommand? command, long arrived)
    {
        if (command is null) return new(Incomplete);

        var ids = new RequestIds(HandlerKind.SlashCommand, command.Command, command.WorkspaceId, command.UserId, command.EnterpriseId);
        if (!handlers.TryGetValue(command.Command, out var handler))
        {
            unhandled.Tell(ids);
            return new(Unknown);
        }

        var work = runner.Run(
            ids,
            handler,
            command,
            static (handler, command, cancellationToken) => handler.Handle(command, cancellationToken),
            static reply => Answer.Json(reply.Json),
            static (command, words) => Sorry(GivenBack(command.Text, words)),
            arrived);
        return work.IsCompletedSuccessfully ? new(unheard.InTime(work.Result, command.ResponseUrl, arrived)) : Later(work, command.ResponseUrl, arrived);
    }

    private async ValueTask<Answer> Later(ValueTask<Answer> work, string responseUrl, long arrived) =>
        unheard.InTime(await work, responseUrl, arrived);

    /// <summary>A command is gone from the screen once it is sent, so the apology holds what was typed.</summary>
    private static string GivenBack(string typed, string words) =>
        typed.Length == 0 ? words : $"{words}\nYou typed:\n{Mrkdwn.Quote(Mrkdwn.Escape(Mrkdwn.Unescape(typed)))}";

    private static Answer Sorry(string words) => Answer.Json(SlackWire.Write(new MessageResponse { Text = words }));
}
