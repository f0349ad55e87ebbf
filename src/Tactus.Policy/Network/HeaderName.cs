using Tactus.Policy.Data;

namespace Tactus.Policy.Network;

/// <summary>Checks the names of headers that a request may be given. Thread-safe.</summary>
public static class HeaderName
{
    private const string Symbols = "!#$%&'*+-.^_`|~";

    private static readonly Dictionary<string, string> Reserved = ReasonedList
        .Load("reserved-headers.list")
        .ToDictionary(entry => entry.Entry, entry => entry.Reason, StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what is wrong with a name, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c, StringComparison.Ordinal)))
        {
            return "is no header's name";
        }

        return Reserved.TryGetValue(name, out var reason) ? $"may not be set: {reason}" : null;
    }
}
