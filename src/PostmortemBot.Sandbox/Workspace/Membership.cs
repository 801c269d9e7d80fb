using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Delivery;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Who is in which conversation, and direct messages.</summary>
public sealed class Membership(SlackWorkspace workspace, Posting posting, Events events)
{
    public void Join(Channel channel, Person person, string? inviter = null)
    {
        if (channel.HasMember(person.Id)) return;
        channel.Members.Add(person.Id);
        posting.PostNote(channel, person.Id, channel.IsPrivate ? "group_join" : "channel_join", $"<@{person.Id}> has joined the {(channel.IsPrivate ? "group" : "channel")}", inviter);
        var joined = Event("member_joined_channel", channel, person);
        if (inviter is not null) joined["inviter"] = inviter;
        if (channel.HasMember(workspace.Bot.UserId)) events.Publish("member_joined_channel", joined);
        workspace.Touch();
    }

    public void Leave(Channel channel, Person person)
    {
        if (!channel.HasMember(person.Id)) return;
        var botSees = channel.HasMember(workspace.Bot.UserId);
        channel.Members.Remove(person.Id);
        posting.PostNote(channel, person.Id, channel.IsPrivate ? "group_leave" : "channel_leave", $"<@{person.Id}> has left the {(channel.IsPrivate ? "group" : "channel")}");
        if (botSees) events.Publish("member_left_channel", Event("member_left_channel", channel, person));
        workspace.Touch();
    }

    public Channel OpenDirect(string userId, string otherId)
    {
        if (workspace.FindDirect(userId, otherId) is { } open) return open;
        var direct = new Channel { Id = workspace.NewId("D"), Name = "directmessage", IsIm = true, IsPrivate = true, Created = workspace.Clock.UnixSeconds, Members = [userId, otherId] };
        workspace.State.Channels.Add(direct);
        workspace.Touch();
        return direct;
    }

    /// <summary>The group message of exactly these people.</summary>
    public Channel OpenGroup(IReadOnlyList<string> userIds)
    {
        if (workspace.FindGroup(userIds) is { } open) return open;
        var names = userIds.Select(id => workspace.FindUser(id)?.Name ?? id);
        var group = new Channel
        {
            Id = workspace.NewId("C"),
            Name = $"mpdm-{string.Join("--", names)}-1",
            IsMpim = true,
            IsPrivate = true,
            Creator = userIds[0],
            Created = workspace.Clock.UnixSeconds,
            Members = [.. userIds],
        };
        workspace.State.Channels.Add(group);
        workspace.Touch();
        return group;
    }

    public Channel Create(string name, bool isPrivate, string creator)
    {
        var channel = new Channel { Id = workspace.NewId("C"), Name = name, IsPrivate = isPrivate, Creator = creator, Created = workspace.Clock.UnixSeconds, Members = [creator] };
        workspace.State.Channels.Add(channel);
        if (!isPrivate)
        {
            var about = new JsonObject { ["id"] = channel.Id, ["is_channel"] = true, ["name"] = name, ["name_normalized"] = name, ["created"] = channel.Created, ["creator"] = creator };
            events.Publish("channel_created", new JsonObject { ["type"] = "channel_created", ["channel"] = about });
        }
        workspace.Touch();
        return channel;
    }

    public void Describe(Channel channel, string userId, string? topic, string? purpose)
    {
        channel.Topic = topic ?? channel.Topic;
        channel.Purpose = purpose ?? channel.Purpose;
        var (what, text) = topic is not null ? ("topic", topic) : ("purpose", purpose ?? "");
        posting.PostNote(channel, userId, $"{(channel.IsPrivate ? "group" : "channel")}_{what}", text.Length == 0 ? $"<@{userId}> cleared the channel {what}" : $"<@{userId}> set the channel {what}: {text}", about: (what, text));
        workspace.Touch();
    }

    public void Archive(Channel channel, bool archived, string userId)
    {
        if (channel.IsArchived == archived) return;
        channel.IsArchived = archived;
        var name = $"{(channel.IsPrivate ? "group" : "channel")}_{(archived ? "archive" : "unarchive")}";
        if (channel.HasMember(workspace.Bot.UserId)) events.Publish(name, new JsonObject { ["type"] = name, ["channel"] = channel.Id, ["user"] = userId });
        workspace.Touch();
    }

    public void Rename(Channel channel, string name)
    {
        channel.Name = name;
        var type = channel.IsPrivate ? "group_rename" : "channel_rename";
        if (!channel.IsPrivate || channel.HasMember(workspace.Bot.UserId))
        {
            events.Publish(type, new JsonObject
            {
                ["type"] = type,
                ["channel"] = new JsonObject { ["id"] = channel.Id, ["is_channel"] = !channel.IsPrivate, ["is_mpim"] = false, ["name"] = name, ["name_normalized"] = name, ["created"] = channel.Created },
            });
        }
        workspace.Touch();
    }

    private JsonObject Event(string type, Channel channel, Person person) => new()
    {
        ["type"] = type,
        ["user"] = person.Id,
        ["channel"] = channel.Id,
        ["channel_type"] = channel.IsPrivate ? "G" : "C",
        ["team"] = workspace.Team.Id,
    };
}
