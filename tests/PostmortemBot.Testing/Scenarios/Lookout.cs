using System.Text;
using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>Looks until what a step expects is there, or time is up; then says what was there instead.</summary>
internal sealed class Lookout(SandboxClient sandbox, Watch watch)
{
    /// <summary>One turn: the deed, and then what must be seen.</summary>
    public async Task PlayAsync(Actor actor, Turn turn, CancellationToken cancellationToken)
    {
        var refused = turn.Sees.Select(sight => sight.Refused).FirstOrDefault(words => words is not null);
        if (refused is null)
        {
            await actor.DoAsync(turn, cancellationToken);
            await ExpectAsync(actor, turn, cancellationToken);
            return;
        }

        try
        {
            await actor.DoAsync(turn, cancellationToken);
            if (turn.Act is null)
                await actor.MessagesAsync(null, turn.Thread, cancellationToken);
        }
        catch (RefusedException refusal) when (refusal.Message.Contains(refused, StringComparison.Ordinal))
        {
            return;
        }

        throw new StepFailedException($"Slack was expected to refuse with '{refused}', and did not");
    }

    private async Task ExpectAsync(Actor actor, Turn turn, CancellationToken cancellationToken)
    {
        Failures(actor, turn);
        foreach (var sight in turn.Sees)
            await ExpectAsync(actor, sight, sight.Within ?? turn.Within ?? Watch.Patience, cancellationToken);
    }

    /// <summary>What Slack itself says about the deed is known at once, and unexpected trouble is a failure.</summary>
    private static void Failures(Actor actor, Turn turn)
    {
        var shown = actor.Answer?["problem"] is { } problem ? $"{actor.Answer["shown"] ?? problem} ({problem}{(actor.Answer["detail"] is { } detail ? $": {detail}" : "")})" : null;
        var failure = turn.Sees.Select(sight => sight.Failure).FirstOrDefault(text => text is not null);
        if (failure is null && shown is not null)
            throw new StepFailedException($"Slack shows a failure: {shown}");

        if (failure is not null && shown?.Contains(failure, StringComparison.Ordinal) is not true)
            throw new StepFailedException($"Slack was expected to show the failure '{failure}', it shows {shown ?? "none"}");

        var expected = turn.Sees.SelectMany(sight => sight.Error).ToList();
        var said = actor.Errors.Count == 0 ? "nothing" : string.Join("; ", actor.Errors.Select(error => $"{error.Label}: {error.Text}"));
        if (expected.Count == 0 && actor.Errors.Count > 0)
            throw new StepFailedException($"the form says {said}");

        foreach (var error in expected)
        {
            if (!actor.Errors.Any(one => (error.Label is null || one.Label == error.Label) && one.Text.Contains(error.Text, StringComparison.Ordinal)))
                throw new StepFailedException($"the form was expected to say '{error.Text}'{(error.Label is null ? "" : $" at {error.Label}")}, it says {said}");
        }
    }

    private async Task ExpectAsync(Actor actor, Sight sight, TimeSpan patience, CancellationToken cancellationToken)
    {
        string? missing = null;
        if (!await watch.UntilAsync(async () => (missing = await MissingAsync(actor, sight, cancellationToken)) is null, patience, cancellationToken))
            throw new StepFailedException($"{actor.Name} does not see {missing} (waited {patience.TotalSeconds:0.#} s)\n{await SeenAsync(actor, sight, cancellationToken)}");
    }

    /// <summary>What is still missing, in words; null when everything is there.</summary>
    private static async Task<string?> MissingAsync(Actor actor, Sight sight, CancellationToken cancellationToken)
    {
        var modal = await actor.ModalAsync(cancellationToken);
        if (sight.Closed && modal is not null)
            return $"that every modal is closed: {modal.What} is open";

        if (sight.Modal is { } title)
            return modal?.What.Contains(title, StringComparison.Ordinal) is true ? MissingOn(modal, sight) : $"the modal '{title}'";

        if (sight.Home is { } words)
        {
            var home = await actor.HomeAsync(cancellationToken);
            return home?.Shows(words) is true ? MissingOn(home, sight) : $"'{words}' on the Home tab";
        }

        if (sight.Message is not null || IsAboutMessages(sight))
            return await MissingMessageAsync(actor, sight, cancellationToken);

        var nothingToRead = sight.Text.Count + sight.Not.Count + sight.Button.Count == 0;
        if (nothingToRead)
            return null;

        if (modal is not null)
            return MissingOn(modal, sight);

        return await MissingMessageAsync(actor, sight, cancellationToken);
    }

    private static bool IsAboutMessages(Sight sight) =>
        sight.In is not null || sight.Thread is not null || sight.From is not null || sight.Pinned is not null || sight.OnlyMe is not null
        || sight.File.Count + sight.Reaction.Count > 0;

    private static string? MissingOn(Surface surface, Sight sight)
    {
        if (sight.Text.FirstOrDefault(words => !surface.Shows(words)) is { } text)
            return $"'{text}' in {surface.What}";

        if (sight.Button.FirstOrDefault(label => !surface.HasButton(label)) is { } button)
            return $"the button '{button}' in {surface.What}";

        return sight.Not.FirstOrDefault(surface.Shows) is { } unwanted ? $"that '{unwanted}' is not in {surface.What}" : null;
    }

    private static async Task<string?> MissingMessageAsync(Actor actor, Sight sight, CancellationToken cancellationToken)
    {
        var messages = await actor.MessagesAsync(sight.In, sight.Thread, cancellationToken);
        var place = (sight.Thread is null ? "" : $" in the thread of '{sight.Thread}'") + (sight.In is null ? "" : $" in {sight.In}");
        var onlyNot = sight.Message is null && sight.Text.Count + sight.Button.Count + sight.File.Count + sight.Reaction.Count == 0
            && sight is { Pinned: null, OnlyMe: null, From: null };
        if (onlyNot)
            return sight.Not.FirstOrDefault(words => messages.Any(message => message.Shows(words))) is { } unwanted ? $"that '{unwanted}' is nowhere{place}" : null;

        var candidates = messages.Where(message => sight.Message is null || message.Shows(sight.Message)).ToList();
        if (candidates.Count == 0)
            return $"the message '{sight.Message}'{place}";

        return candidates.Any(message => Suits(actor, message, sight))
            ? null
            : $"a message {(sight.Message is null ? "" : $"'{sight.Message}' ")}{place.Trim()} with {Wanted(sight)}";
    }

    private static bool Suits(Actor actor, Surface message, Sight sight) =>
        MissingOn(message, sight) is null
        && (sight.From is null || actor.IsFrom(message, sight.From))
        && (sight.Pinned is null || (message.Json["pinned"]?.GetValue<bool>() ?? false) == sight.Pinned)
        && (sight.OnlyMe is null || (message.Json["ephemeral"]?.GetValue<bool>() ?? false) == sight.OnlyMe)
        && sight.File.All(file => Actor.File(message, file) is not null)
        && sight.Reaction.All(reaction => VisibleText.Items(message.Json["reactions"]).Any(one => $"{one["name"]}" == reaction.Trim(':')));

    private static string Wanted(Sight sight)
    {
        string[] wanted =
        [
            .. sight.Text.Select(text => $"'{text}'"),
            .. sight.Button.Select(label => $"the button '{label}'"),
            .. sight.Not.Select(text => $"no '{text}'"),
            .. sight.File.Select(file => $"the file '{file}'"),
            .. sight.Reaction.Select(name => $"the reaction :{name.Trim(':')}:"),
            .. sight.From is null ? Array.Empty<string>() : [$"the author {sight.From}"],
            .. sight.Pinned is null ? Array.Empty<string>() : [sight.Pinned.Value ? "a pin" : "no pin"],
            .. sight.OnlyMe is null ? Array.Empty<string>() : [sight.OnlyMe.Value ? "'Only visible to you'" : "everybody seeing it"],
        ];
        return string.Join(", ", wanted);
    }

    private async Task<string> SeenAsync(Actor actor, Sight sight, CancellationToken cancellationToken)
    {
        var seen = new StringBuilder();
        if (await actor.ModalAsync(cancellationToken) is { } modal)
            seen.AppendLine($"  open: {modal.What}").AppendLine(Indented(modal.Text));

        if (sight.Home is not null && await actor.HomeAsync(cancellationToken) is { } home)
            seen.AppendLine("  the Home tab shows:").AppendLine(Indented(home.Text));

        if (sight.Message is not null || IsAboutMessages(sight))
        {
            var messages = await actor.MessagesAsync(sight.In, sight.Thread, cancellationToken);
            seen.AppendLine($"  the last messages{(sight.In is null ? "" : $" in {sight.In}")}{(sight.Thread is null ? "" : $", thread of '{sight.Thread}'")}:");
            foreach (var message in messages.Take(6).Reverse())
                seen.AppendLine(Indented($"- {message.Text}"));
        }

        return seen.Append(await CallsAsync(cancellationToken)).ToString().TrimEnd();
    }

    // A failure is mostly explained by the last calls between Slack and the app.
    private async Task<string> CallsAsync(CancellationToken cancellationToken)
    {
        var calls = VisibleText.Items((await sandbox.GetAsync("/sandbox/calls", cancellationToken))["calls"]).TakeLast(6)
            .Select(call => $"    {call["direction"]} {call["name"]} {call["status"]}{((call["response"] as JsonObject)?["error"] is { } error ? $" {error}" : "")}");
        return $"  the last calls:\n{string.Join('\n', calls)}\n";
    }

    private static string Indented(string text) => "    " + text;
}
