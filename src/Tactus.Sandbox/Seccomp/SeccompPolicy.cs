using System.Globalization;
using System.Text.Json;

namespace Tactus.Sandbox.Seccomp;

/// <summary>A list of system calls with a reason per entry, as the data files beside this one hold it.</summary>
/// <param name="Default">What happens to a call that no rule names.</param>
/// <param name="Rules">The rules; for one call the conditional ones come first.</param>
internal sealed record SeccompPolicy(SeccompAction Default, IReadOnlyList<SeccompRule> Rules)
{
    /// <summary>For a guest, in docker and in bubblewrap.</summary>
    internal static SeccompPolicy Guest { get; } = Parse(EmbeddedData.Read("seccomp/guest.json"));

    /// <summary>For programs in helper sandboxes.</summary>
    internal static SeccompPolicy Helper { get; } = Parse(EmbeddedData.Read("seccomp/helper.json"));

    /// <summary>Reads a policy file's root.</summary>
    /// <exception cref="FormatException">An unknown action, or an entry without a reason.</exception>
    internal static SeccompPolicy Parse(JsonElement root)
        => new(Action(root.GetProperty("default").GetString()), [.. root.GetProperty("rules").EnumerateArray().Select(Rule)]);

    private static SeccompRule Rule(JsonElement rule)
    {
        string[] names = [.. rule.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
        string? reason = rule.GetProperty("reason").GetString();
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new FormatException($"The seccomp rule for {string.Join(", ", names)} has no reason.");
        }

        SeccompCondition[] conditions = rule.TryGetProperty("when", out JsonElement when)
            ? [.. when.EnumerateArray().Select(Condition)]
            : [];
        return new SeccompRule(names, Action(rule.GetProperty("action").GetString()), conditions, reason);
    }

    private static SeccompCondition Condition(JsonElement condition)
        => new(
            condition.GetProperty("arg").GetInt32(),
            Number(condition.GetProperty("value")),
            condition.TryGetProperty("mask", out JsonElement mask) ? Number(mask) : ulong.MaxValue);

    private static ulong Number(JsonElement text)
        => ulong.Parse(text.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static SeccompAction Action(string? name) => name switch
    {
        "allow" => SeccompAction.Allow,
        "EPERM" => SeccompAction.NotPermitted,
        "ENOSYS" => SeccompAction.NotImplemented,
        _ => throw new FormatException($"Unknown seccomp action '{name}'."),
    };
}
