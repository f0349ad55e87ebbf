using System.Text;
using System.Text.RegularExpressions;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Testing.Steps;

/// <summary>A step that a procedure declares: <c>Step("the total of {name} is {n:d}", fn)</c>.</summary>
/// <remarks>
/// The text is plain, or has arguments in braces (<c>{name}</c>, <c>{n:d}</c>, <c>{int}</c>, <c>{x:f}</c>, <c>{float}</c>, <c>{w:w}</c>, <c>{word}</c>,
/// <c>{string}</c>), or is a regular expression: from <c>^</c> to <c>$</c>, or one with a group. It comes from an untrusted file: patterns are matched by
/// an engine that never backtracks.
/// </remarks>
public sealed class CustomStep
{
    private const string WrongPattern = "TAC1518";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, (string Pattern, char Type)> s_types = new(StringComparer.Ordinal)
    {
        ["d"] = ("[-+]?[0-9]{1,18}", 'd'),
        ["int"] = ("[-+]?[0-9]{1,18}", 'd'),
        ["n"] = ("[-+]?[0-9]{1,18}", 'd'),
        ["f"] = ("[-+]?[0-9]*\\.?[0-9]+", 'f'),
        ["float"] = ("[-+]?[0-9]*\\.?[0-9]+", 'f'),
        ["g"] = ("[-+]?[0-9]*\\.?[0-9]+", 'f'),
        ["w"] = ("[\\w]+", 's'),
        ["word"] = ("[^\\s]+", 's'),
        ["string"] = ("\"[^\"]*\"|'[^']*'", 'q'),
    };

    private readonly List<char> _types = [];
    private readonly Regex? _pattern;

    /// <summary>Compiles a declared step.</summary>
    /// <exception cref="TactusException">TAC1518: its text is meant as a regular expression, and is none.</exception>
    public CustomStep(string text, string file, int line)
    {
        Text = text;
        File = file;
        Line = line;
        if (PatternOf(text) is { } pattern)
        {
            _pattern = Compile(pattern);
        }
    }

    /// <summary>The text as it was declared; the guest knows the step by it.</summary>
    public string Text { get; }

    /// <summary>The file that declares it, as the bundle names it.</summary>
    public string File { get; }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The arguments that a text gives, in their order; null when the text is another step.</summary>
    /// <exception cref="TactusException">TAC1518: its pattern takes too long.</exception>
    public IReadOnlyList<Value>? Match(string text)
    {
        if (_pattern is null || string.Equals(text, Text, StringComparison.Ordinal))
        {
            return string.Equals(text.Trim(), Text.Trim(), StringComparison.Ordinal) ? [] : null;
        }

        Match match = Find(_pattern, text);
        return match.Success && match.Length == text.Length
            ? [.. match.Groups.Values.Skip(1).Select((group, index) => Read(group, index < _types.Count ? _types[index] : 's'))]
            : null;
    }

    private Match Find(Regex pattern, string text)
    {
        try
        {
            return pattern.Match(text);
        }
        catch (RegexMatchTimeoutException late)
        {
            throw new TactusException(
                WrongPattern, $"the pattern of the step '{(Text.Length > 100 ? Text[..100] : Text)}' takes too long", "write plain text with {name} for an argument", File, Line, inner: late);
        }
    }

    private static Value Read(Group group, char type) => type switch
    {
        _ when !group.Success => Value.Null,
        'd' => Value.Of(long.Parse(group.Value)),
        'f' => double.Parse(group.Value) is var number && long.TryParse(group.Value, out long whole) ? Value.Of(whole) : Value.Of(number),
        'q' => Value.Of(group.Value[1..^1]),
        _ => Value.Of(group.Value),
    };

    private string? PatternOf(string text)
    {
        if (text.StartsWith('^') || text.Contains("(.", StringComparison.Ordinal) || text.Contains("(\\", StringComparison.Ordinal)
            || text.Contains("([", StringComparison.Ordinal) || text.Contains("(?", StringComparison.Ordinal))
        {
            // Python's named groups.
            return text.Replace("(?P<", "(?<", StringComparison.Ordinal);
        }

        int open = text.IndexOf('{', StringComparison.Ordinal);
        return open >= 0 && text.IndexOf('}', open) > open + 1 ? PatternOfPlaces(text) : null;
    }

    private string PatternOfPlaces(string text)
    {
        var pattern = new StringBuilder();
        int at = 0;
        while (at < text.Length)
        {
            int end = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                pattern.Append(Regex.Escape(text[at].ToString()));
                at++;
                continue;
            }

            string[] parts = text[(at + 1)..end].Split(':');
            (string part, char type) = s_types.GetValueOrDefault(parts.Length > 1 ? parts[1] : parts[0] == "n" ? "" : parts[0], (".+?", 's'));
            pattern.Append('(').Append(part).Append(')');
            _types.Add(type);
            at = end + 1;
        }

        return pattern.ToString();
    }

    private Regex Compile(string pattern)
    {
        try
        {
            return new Regex($"^(?:{pattern.TrimStart('^').TrimEnd('$')})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_patience);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new TactusException(
                WrongPattern, $"the text of the step '{Text}' is meant as a regular expression, and cannot be used as one: {error.Message}",
                "write plain text with {name} for an argument", File, Line, inner: error);
        }
    }
}
