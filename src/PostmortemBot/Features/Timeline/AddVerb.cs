using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Timeline;

/// <summary>/postmortem add 14:05 what happened.</summary>
public sealed class AddVerb(
    TimelineStore store,
    PostmortemAccess access,
    People people,
    AddEntry form,
    TimeProvider clock) : ICommandVerb
{
    public string Verb => "add";
    public IReadOnlyList<string> Aliases => ["log", "note"];
    public int Order => 30;
    public string Usage => "add [14:05] what happened";
    public string Summary => "puts a moment on the timeline; a time alone belongs to the incident's day, in your zone";

    public async Task<SlashCommandResponse> RunAsync(SlashCommand command, string rest, CancellationToken cancellationToken)
    {
        var found = await access.ForChangingAsync(command, cancellationToken);
        if (found.Failed(out var closed, out var postmortem))
            return SlashCommandResponse.Ephemeral(closed.Text);

        if (rest.Length == 0)
        {
            await form.OpenAsync(postmortem, command.TriggerId, cancellationToken);
            return SlashCommandResponse.Nothing;
        }

        var now = clock.GetUtcNow();
        var writer = await people.GetAsync(command.WorkspaceId, command.UserId, cancellationToken);
        var moment = TypedMoment.Read(rest, postmortem.Times, writer.Zone, now);
        if (moment.Problem is { } unread)
            return Replies.GiveBack($"{Mrkdwn.Escape(unread)}, so nothing was stored. Write the moment as 14:05, 2:05pm, or 2026-11-20 14:05, in your own zone.", rest);

        var entry = new NewEntry { OccurredAt = moment.At, Kind = EntryKinds.Guess(moment.Text), Text = moment.Text, Source = EntrySource.Command };
        if (entry.Problems(now) is [var problem, ..])
            return Replies.GiveBack(problem.Text, rest);

        var entryId = RequestIds.From(command.WorkspaceId, command.TriggerId);
        var outcome = await store.AppendAsync(new Reader(command.WorkspaceId, command.UserId), postmortem.PostmortemId, entryId, entry, now, cancellationToken);
        if (!outcome.MayChange)
            return Replies.GiveBack($"{postmortem.Key} was closed a moment ago, so this is not on its timeline.", rest);
        return EntryReceipt.For(entryId, entry, moment.Doubt);
    }
}

/// <summary>What the writer sees after an entry was stored from a command: what exactly, and the way to mend it.</summary>
public static class EntryReceipt
{
    /// <param name="entryId">The entry.</param>
    /// <param name="entry">What was stored.</param>
    /// <param name="doubt">What its writer should check.</param>
    public static SlashCommandResponse For(Guid entryId, NewEntry entry, string? doubt = null)
    {
        var line = $"{EntryKinds.Icon(entry.Kind)} On the timeline at *{When.At(entry.OccurredAt)}*: {Mrkdwn.Escape(Mrkdwn.Cut(entry.Text.ReplaceLineEndings(" "), 300))}{(doubt is null ? "" : $"\n:warning: {Mrkdwn.Escape(doubt)}")}";
        return SlashCommandResponse.Ephemeral(
            "On the timeline",
            new SectionBlock { Text = new Markdown(line) },
            new ActionsBlock
            {
                Elements =
                [
                    new Button { ActionId = ChangeEntry.EditId, Text = "Edit", Value = entryId.ToString() },
                    new Button { ActionId = ChangeEntry.RemoveId, Text = "Remove", Value = entryId.ToString() },
                ],
            });
    }
}
