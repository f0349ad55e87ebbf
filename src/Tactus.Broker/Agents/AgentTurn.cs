using System.Globalization;
using Tactus.Broker.Branches;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Agents;

/// <summary>One answer of a model, as the journal has it: what was offered to the model, and what it asked for.</summary>
/// <param name="entry">The entry of the model call.</param>
public sealed class AgentTurn(JournalEntry entry)
{
    /// <summary>The kind of effect that asks a model.</summary>
    public const string Kind = "model.chat";

    /// <summary>The name of the turn that an effect at this place brings.</summary>
    public static string NameOf(EntryKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Branch}:{key.Position}");

    /// <summary>Reads a turn's name; null for anything that is none.</summary>
    public static EntryKey? ParseName(string name)
    {
        int colon = name.LastIndexOf(':');
        return colon > 0
            && BranchPath.IsValid(name[..colon])
            && long.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long position)
            && position >= 1
                ? new EntryKey(name[..colon], position)
                : null;
    }

    /// <summary>Says why a call may not be made for this turn, as the end of a sentence that begins with the tool's name; null when it may.</summary>
    /// <param name="tool">The tool's name as the model knows it.</param>
    /// <param name="callId">The id of the model's call.</param>
    /// <param name="effectKind">The kind of effect that would be performed.</param>
    /// <param name="effectName">Its name.</param>
    public string? FindRefusal(string tool, string callId, string effectKind, string effectName)
    {
        if (entry.Kind != Kind || entry.Status != EntryStatus.Succeeded || entry.Result is null)
        {
            return "was asked for by no answer of a model";
        }

        if (!IsOffered(tool, effectKind, effectName))
        {
            return "was not offered to the model in that turn with this source";
        }

        return IsAskedFor(tool, callId) ? null : "was not asked for by the model in that turn";
    }

    private bool IsOffered(string tool, string effectKind, string effectName) =>
        Items(entry.Arguments, "tools").Any(offered =>
            offered.FindText("name") == tool
            && offered.TryGet("source", out Value? source)
            && source is MapValue map
            && new ToolSource(map.FindText("kind") ?? "", map.FindText("name") ?? "") is var from
            && from.EffectKind == effectKind
            && from.Name == effectName);

    private bool IsAskedFor(string tool, string callId) =>
        Items(entry.Result!, "tool_calls").Any(asked => asked.FindText("id") == callId && asked.FindText("name") == tool && asked.TryGet("arguments", out _));

    private static IEnumerable<MapValue> Items(byte[] encoded, string name) =>
        Value.Decode(encoded) is MapValue map && map.TryGet(name, out Value? list) && list is ListValue items ? items.Items.OfType<MapValue>() : [];
}
