namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>The emoji names this workspace knows. A name it does not know is shown as typed.</summary>
public static class Emoji
{
    public static readonly IReadOnlyList<string> Picker =
    [
        "+1", "white_check_mark", "eyes", "tada", "heart", "pray", "raised_hands", "rocket",
        "bulb", "memo", "pushpin", "rotating_light", "warning", "fire", "mag", "thinking_face",
        "clap", "100", "question", "exclamation", "hourglass", "link", "bug", "slightly_smiling_face",
    ];

    public static string? Find(string name) => Characters.GetValueOrDefault(name);

    /// <summary>What to show for a reaction, known or not.</summary>
    public static string Show(string name) => Find(WithoutTone(name)) ?? $":{name}:";

    /// <summary>The emoji written at this colon, if there is one.</summary>
    public static (EmojiMark Mark, int Length)? At(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at <= 40 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '+' or '\''))
            end++;
        if (end >= text.Length || text[end] != ':' || end == at + 1)
            return null;
        var name = text[(at + 1)..end];
        if (Find(name) is not { } character)
            return null;
        var tone = text.AsSpan(end).StartsWith("::skin-tone-") && end + 13 < text.Length && text[end + 13] == ':' ? 13 : 0;
        return (new EmojiMark(name, character), end - at + 1 + tone);
    }

    private static string WithoutTone(string name) =>
        name.IndexOf("::", StringComparison.Ordinal) is var cut and > 0 ? name[..cut] : name;

    private static readonly Dictionary<string, string> Characters = new(StringComparer.Ordinal)
    {
        ["+1"] = "👍", ["thumbsup"] = "👍", ["-1"] = "👎", ["thumbsdown"] = "👎", ["ok_hand"] = "👌", ["wave"] = "👋",
        ["clap"] = "👏", ["raised_hands"] = "🙌", ["raised_hand"] = "✋", ["hand"] = "✋", ["pray"] = "🙏", ["muscle"] = "💪",
        ["point_up"] = "☝️", ["point_down"] = "👇", ["point_right"] = "👉", ["point_left"] = "👈", ["handshake"] = "🤝", ["writing_hand"] = "✍️",
        ["eyes"] = "👀", ["brain"] = "🧠", ["ear"] = "👂", ["speaking_head_in_silhouette"] = "🗣️", ["busts_in_silhouette"] = "👥", ["bust_in_silhouette"] = "👤",
        ["slightly_smiling_face"] = "🙂", ["smile"] = "😄", ["grinning"] = "😀", ["grin"] = "😁", ["joy"] = "😂", ["blush"] = "😊",
        ["wink"] = "😉", ["thinking_face"] = "🤔", ["neutral_face"] = "😐", ["sweat_smile"] = "😅", ["cry"] = "😢", ["sob"] = "😭",
        ["scream"] = "😱", ["tired_face"] = "😫", ["sleeping"] = "😴", ["exploding_head"] = "🤯", ["face_with_monocle"] = "🧐", ["nerd_face"] = "🤓",
        ["sunglasses"] = "😎", ["hugging_face"] = "🤗", ["upside_down_face"] = "🙃", ["disappointed"] = "😞", ["confused"] = "😕", ["rage"] = "😡",
        ["facepalm"] = "🤦", ["shrug"] = "🤷", ["robot_face"] = "🤖", ["ghost"] = "👻", ["skull"] = "💀", ["see_no_evil"] = "🙈",
        ["heart"] = "❤️", ["yellow_heart"] = "💛", ["green_heart"] = "💚", ["blue_heart"] = "💙", ["purple_heart"] = "💜", ["broken_heart"] = "💔",
        ["sparkles"] = "✨", ["star"] = "⭐", ["star2"] = "🌟", ["tada"] = "🎉", ["confetti_ball"] = "🎊", ["balloon"] = "🎈",
        ["trophy"] = "🏆", ["medal"] = "🏅", ["first_place_medal"] = "🥇", ["dart"] = "🎯", ["rocket"] = "🚀", ["fire"] = "🔥",
        ["100"] = "💯", ["boom"] = "💥", ["zap"] = "⚡", ["bug"] = "🐛", ["ant"] = "🐜", ["turtle"] = "🐢",
        ["snail"] = "🐌", ["fish"] = "🐟", ["tropical_fish"] = "🐠", ["owl"] = "🦉", ["unicorn_face"] = "🦄", ["seedling"] = "🌱",
        ["herb"] = "🌿", ["evergreen_tree"] = "🌲", ["deciduous_tree"] = "🌳", ["sunny"] = "☀️", ["cloud"] = "☁️", ["thunder_cloud_and_rain"] = "⛈️",
        ["white_check_mark"] = "✅", ["heavy_check_mark"] = "✔️", ["ballot_box_with_check"] = "☑️", ["x"] = "❌", ["heavy_multiplication_x"] = "✖️", ["negative_squared_cross_mark"] = "❎",
        ["warning"] = "⚠️", ["rotating_light"] = "🚨", ["no_entry"] = "⛔", ["no_entry_sign"] = "🚫", ["octagonal_sign"] = "🛑", ["construction"] = "🚧",
        ["exclamation"] = "❗", ["heavy_exclamation_mark"] = "❗", ["question"] = "❓", ["grey_question"] = "❔", ["bangbang"] = "‼️", ["information_source"] = "ℹ️",
        ["red_circle"] = "🔴", ["large_orange_circle"] = "🟠", ["large_yellow_circle"] = "🟡", ["large_green_circle"] = "🟢", ["large_blue_circle"] = "🔵", ["large_purple_circle"] = "🟣",
        ["white_circle"] = "⚪", ["black_circle"] = "⚫", ["large_red_square"] = "🟥", ["large_green_square"] = "🟩", ["large_blue_square"] = "🟦", ["white_large_square"] = "⬜",
        ["black_large_square"] = "⬛", ["small_blue_diamond"] = "🔹", ["large_blue_diamond"] = "🔷", ["small_orange_diamond"] = "🔸", ["large_orange_diamond"] = "🔶", ["radio_button"] = "🔘",
        ["bulb"] = "💡", ["mag"] = "🔍", ["mag_right"] = "🔎", ["memo"] = "📝", ["pencil"] = "📝", ["pencil2"] = "✏️",
        ["pushpin"] = "📌", ["round_pushpin"] = "📍", ["paperclip"] = "📎", ["link"] = "🔗", ["lock"] = "🔒", ["unlock"] = "🔓",
        ["key"] = "🔑", ["bell"] = "🔔", ["no_bell"] = "🔕", ["mega"] = "📣", ["loudspeaker"] = "📢", ["speech_balloon"] = "💬",
        ["left_speech_bubble"] = "🗨️", ["thought_balloon"] = "💭", ["email"] = "✉️", ["envelope"] = "✉️", ["incoming_envelope"] = "📨", ["inbox_tray"] = "📥",
        ["outbox_tray"] = "📤", ["package"] = "📦", ["clipboard"] = "📋", ["bookmark"] = "🔖", ["bookmark_tabs"] = "📑", ["books"] = "📚",
        ["book"] = "📖", ["open_book"] = "📖", ["notebook"] = "📓", ["ledger"] = "📒", ["page_facing_up"] = "📄", ["page_with_curl"] = "📃",
        ["scroll"] = "📜", ["newspaper"] = "📰", ["file_folder"] = "📁", ["open_file_folder"] = "📂", ["card_index_dividers"] = "🗂️", ["file_cabinet"] = "🗄️",
        ["wastebasket"] = "🗑️", ["calendar"] = "📅", ["date"] = "📅", ["spiral_calendar_pad"] = "🗓️", ["bar_chart"] = "📊", ["chart_with_upwards_trend"] = "📈",
        ["chart_with_downwards_trend"] = "📉", ["hourglass"] = "⌛", ["hourglass_flowing_sand"] = "⏳", ["stopwatch"] = "⏱️", ["alarm_clock"] = "⏰", ["clock1"] = "🕐",
        ["clock3"] = "🕒", ["watch"] = "⌚", ["gear"] = "⚙️", ["wrench"] = "🔧", ["hammer"] = "🔨", ["hammer_and_wrench"] = "🛠️",
        ["nut_and_bolt"] = "🔩", ["toolbox"] = "🧰", ["shield"] = "🛡️", ["fire_extinguisher"] = "🧯", ["microscope"] = "🔬", ["telescope"] = "🔭",
        ["test_tube"] = "🧪", ["jigsaw"] = "🧩", ["computer"] = "💻", ["desktop_computer"] = "🖥️", ["floppy_disk"] = "💾", ["electric_plug"] = "🔌",
        ["battery"] = "🔋", ["satellite_antenna"] = "📡", ["globe_with_meridians"] = "🌐", ["earth_africa"] = "🌍", ["compass"] = "🧭", ["world_map"] = "🗺️",
        ["checkered_flag"] = "🏁", ["triangular_flag_on_post"] = "🚩", ["vertical_traffic_light"] = "🚦", ["ambulance"] = "🚑", ["fire_engine"] = "🚒", ["ship"] = "🚢",
        ["arrow_right"] = "➡️", ["arrow_left"] = "⬅️", ["arrow_up"] = "⬆️", ["arrow_down"] = "⬇️", ["arrows_counterclockwise"] = "🔄", ["repeat"] = "🔁",
        ["leftwards_arrow_with_hook"] = "↩️", ["arrow_right_hook"] = "↪️", ["fast_forward"] = "⏩", ["arrow_forward"] = "▶️", ["double_vertical_bar"] = "⏸️", ["new"] = "🆕",
        ["one"] = "1️⃣", ["two"] = "2️⃣", ["three"] = "3️⃣", ["four"] = "4️⃣", ["five"] = "5️⃣", ["six"] = "6️⃣",
        ["seven"] = "7️⃣", ["eight"] = "8️⃣", ["nine"] = "9️⃣", ["keycap_ten"] = "🔟", ["recycle"] = "♻️", ["scales"] = "⚖️",
        ["coffee"] = "☕", ["pizza"] = "🍕", ["cake"] = "🍰", ["beers"] = "🍻", ["onion"] = "🧅", ["detective"] = "🕵️", ["technologist"] = "🧑‍💻", ["firefighter"] = "🧑‍🚒",
    };
}
