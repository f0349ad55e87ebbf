using System.Text;
using System.Text.RegularExpressions;
using Tactus.Protocol.Values;
using Tactus.Testing.Literals;

namespace Tactus.Testing.Steps;

/// <summary>The compiled form of a built-in step: a pattern, and how each of its groups is read.</summary>
internal sealed class StepForm
{
    // A step is one line that a person wrote; this ends a text that was made to keep the pattern busy.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private const string Quoted = @"""(?:[^""\\]|\\.)*""|'(?:[^'\\]|\\.)*'";

    private readonly Dictionary<string, char> _arguments = new(StringComparer.Ordinal);
    private readonly Lazy<Regex> _pattern;

    private StepForm(string pattern, string words, string shortWords)
    {
        Words = [words, shortWords];
        _pattern = new Lazy<Regex>(() => new Regex(pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, s_patience));
    }

    /// <summary>The whole text of a step; a group for every argument.</summary>
    public Regex Pattern => _pattern.Value;

    /// <summary>The form without its notation: whole, and without what may be left out.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Reads the notation that <c>steps.table</c> explains.</summary>
    public static StepForm Parse(string form)
    {
        var pattern = new StringBuilder("^");
        var words = new StringBuilder();
        var optional = new List<(int Start, int End)>();
        var arguments = new List<(string Name, char Type)>();
        for (int i = 0; i < form.Length; i++)
        {
            switch (form[i])
            {
                case '{':
                    int end = form.IndexOf('}', i);
                    string[] parts = form[(i + 1)..end].Split(':');
                    char type = parts.Length == 2 ? parts[1][0] : parts[0] == "key" ? 'K' : 'I';
                    arguments.Add((parts[0], type));
                    pattern.Append(PatternOf(parts[0], type));
                    words.Append(parts[0]);
                    i = end;
                    break;
                case '[':
                    // What may be left out takes the space before it along.
                    bool spaced = pattern.Length > 1 && pattern[^1] == ' ';
                    bool ends = form.IndexOf(']', i) is var close && (close + 1 == form.Length || form[close + 1] == ' ');
                    if (spaced && ends)
                    {
                        pattern.Length--;
                    }

                    pattern.Append(spaced && ends ? "(?: " : "(?:");
                    optional.Add((words.Length, 0));
                    break;
                case ']':
                    pattern.Append(")?");
                    optional[^1] = (optional[^1].Start, words.Length);
                    break;
                case '(' or ')' or '|':
                    pattern.Append(form[i] == '(' ? "(?:" : form[i].ToString());
                    words.Append(form[i] == '|' ? "/" : "");
                    break;
                default:
                    pattern.Append(Regex.Escape(form[i].ToString()).Replace("\\ ", " ", StringComparison.Ordinal));
                    words.Append(form[i]);
                    break;
            }
        }

        string whole = words.ToString();
        foreach ((int start, int end) in Enumerable.Reverse(optional))
        {
            words.Remove(start, end - start);
        }

        var result = new StepForm(pattern.Append('$').ToString(), whole, words.ToString().TrimEnd());
        foreach ((string name, char type) in arguments)
        {
            result._arguments[name] = type;
        }

        return result;
    }

    /// <summary>The arguments that a match holds.</summary>
    /// <exception cref="StepArgumentException">One of them is no literal.</exception>
    public MapValue Read(Match match)
    {
        var entries = new List<(string Key, Value Value)>();
        foreach ((string name, char type) in _arguments)
        {
            if (match.Groups[name] is { Success: true } group)
            {
                entries.Add((name, ReadArgument(group.Value, type)));
            }
        }

        return Value.MapOf(entries);
    }

    private static string PatternOf(string name, char type) => type switch
    {
        'I' => $"(?:\"(?<{name}>[^\"]+)\"|'(?<{name}>[^']+)'|(?<{name}>[^\\s\"']+))",
        'K' => $"(?:\"(?<{name}>[^\"]+)\"|(?<{name}>[^\\s\"'=]+))",
        'S' => $"(?<{name}>{Quoted})",
        'N' => $"(?<{name}>[0-9]{{1,9}})",
        'F' => $"(?<{name}>[0-9]{{1,9}}(?:\\.[0-9]{{1,9}})?)",
        'T' => $"(?<{name}>.+)",
        _ => $"(?<{name}>.+?)",
    };

    private static Value ReadArgument(string text, char type) => type switch
    {
        'S' => Value.Of(Literal.Unquote(text)),
        'T' => Value.Of(text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? Literal.Unquote(text) : text),
        'N' => Value.Of(long.Parse(text)),
        'F' => Value.Of(double.Parse(text)),
        'V' => StepValue.Read(text),
        'D' => StepValue.ReadData(text),
        'A' => StepValue.ReadAlternatives(text),
        _ => Value.Of(text),
    };
}
