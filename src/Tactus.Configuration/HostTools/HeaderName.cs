using Tactus.Policy.Data;

namespace Tactus.Configuration.HostTools;

/// <summary>Checks the names of headers. Thread-safe.</summary>
internal static class HeaderName
{
    private const string Symbols = "!#$%&'*+-.^_`|~";

    private static readonly Dictionary<string, string> Reserved = ReasonedList
        .Load(typeof(HeaderName).Assembly, "reserved-headers.list")
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
