using System.Globalization;

namespace Tactus.Guest.Lockdown;

/// <summary>Reads seccomp.txt, which explains its own format.</summary>
internal static class SeccompList
{
    /// <summary>The list that the guest carries.</summary>
    public static IReadOnlyList<SeccompRule> Load(SeccompArchitecture architecture, int processId)
    {
        using Stream stream = typeof(SeccompList).Assembly.GetManifestResourceStream("seccomp.txt")
            ?? throw new InvalidOperationException("The guest was built without its system call list.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), architecture, processId);
    }

    /// <summary>The rules of a list for one architecture, in their order.</summary>
    /// <exception cref="FormatException">A line is malformed, lacks its reason, or belongs to no block of its call.</exception>
    public static IReadOnlyList<SeccompRule> Parse(ReadOnlySpan<char> text, SeccompArchitecture architecture, int processId)
    {
        var rules = new List<SeccompRule>(128);
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            if (!line.IsWhiteSpace() && line[0] != '#' && ParseLine(line, architecture, processId) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    private static SeccompRule? ParseLine(ReadOnlySpan<char> line, SeccompArchitecture architecture, int processId)
    {
        int bar = line.IndexOf('|');
        if (bar < 0 || line[(bar + 1)..].IsWhiteSpace())
        {
            throw Malformed(line, "it gives no reason");
        }

        ReadOnlySpan<char> rest = line[..bar];
        ReadOnlySpan<char> name = NextWord(ref rest);
        ReadOnlySpan<char> x64 = NextWord(ref rest);
        ReadOnlySpan<char> arm64 = NextWord(ref rest);
        ReadOnlySpan<char> number = architecture == SeccompArchitecture.X64 ? x64 : arm64;

        ReadOnlySpan<char> action = NextWord(ref rest);
        if (number is "-")
        {
            return null;
        }

        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int callNumber))
        {
            throw Malformed(line, "it has no number");
        }

        string callName = name.ToString();
        if (action is "kill" && rest.IsWhiteSpace())
        {
            return new SeccompRule(callName, callNumber, SeccompAction.Kill, 0, []);
        }

        if (action.StartsWith("errno=") && rest.IsWhiteSpace())
        {
            ushort errno = ushort.Parse(action["errno=".Length..], NumberStyles.None, CultureInfo.InvariantCulture);
            return new SeccompRule(callName, callNumber, SeccompAction.Errno, errno, []);
        }

        if (action is not "allow")
        {
            throw Malformed(line, "its rule is unknown");
        }

        var conditions = new List<SeccompCondition>();
        for (ReadOnlySpan<char> word = NextWord(ref rest); !word.IsEmpty; word = NextWord(ref rest))
        {
            conditions.Add(ParseCondition(line, word, processId));
        }

        return new SeccompRule(callName, callNumber, SeccompAction.Allow, 0, conditions);
    }

    private static SeccompCondition ParseCondition(ReadOnlySpan<char> line, ReadOnlySpan<char> word, int processId)
    {
        int equals = word.IndexOf('=');
        bool isWord = word.StartsWith("word");
        int prefix = isWord ? 4 : 3;
        if (equals <= prefix || !(isWord || word.StartsWith("arg")) || word[prefix] is < '0' or > '5')
        {
            throw Malformed(line, "a condition of it is malformed");
        }

        ulong mask = isWord ? ulong.MaxValue : uint.MaxValue;
        int and = word.IndexOf('&');
        if (and > 0)
        {
            mask = ParseNumber(word[(and + 1)..equals], processId);
        }

        return new SeccompCondition(word[prefix] - '0', mask, ParseNumber(word[(equals + 1)..], processId));
    }

    private static ulong ParseNumber(ReadOnlySpan<char> word, int processId)
    {
        if (word is "self")
        {
            return (uint)processId;
        }

        return word.StartsWith("0x")
            ? ulong.Parse(word[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : ulong.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static ReadOnlySpan<char> NextWord(scoped ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ');
        int end = rest.IndexOf(' ');
        ReadOnlySpan<char> word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    private static FormatException Malformed(ReadOnlySpan<char> line, string why) => new($"seccomp.txt: {why}: {line}");
}
