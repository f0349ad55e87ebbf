namespace Tactus.Configuration.HostTools;

/// <summary>Checks the names of headers. Thread-safe.</summary>
internal static class HeaderName
{
    private const string Symbols = "!#$%&'*+-.^_`|~";

    private static readonly Dictionary<string, string> Reserved = LoadReserved();

    /// <summary>Says what is wrong with a name, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c, StringComparison.Ordinal)))
        {
            return "is no header's name";
        }

        return Reserved.TryGetValue(name, out var reason) ? $"may not be set: {reason}" : null;
    }

    private static Dictionary<string, string> LoadReserved()
    {
        using var stream = typeof(HeaderName).Assembly.GetManifestResourceStream("reserved-headers.list")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
    }
}
