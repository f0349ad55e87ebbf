using System.CommandLine;
using Tactus.Protocol;

namespace Tactus.Cli.Commands;

/// <summary>A repeatable option of the form <c>--name k=v</c>.</summary>
internal static class KeyValueOption
{
    public static Option<string[]> Create(string name, string description) =>
        new(name) { Description = description, HelpName = "k=v", DefaultValueFactory = _ => [] };

    /// <summary>Splits each at its first equals sign.</summary>
    /// <exception cref="TactusException">TAC7001: one has no equals sign or no name. TAC7002: a name stands twice.</exception>
    public static Dictionary<string, string> Read(ParseResult parsed, Option<string[]> option)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(option)!)
        {
            int equals = text.IndexOf('=');
            if (equals <= 0)
            {
                throw new TactusException("TAC7001", $"'{option.Name} {text}' has no name and value", $"write {option.Name} name=value");
            }

            if (!pairs.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                throw new TactusException("TAC7002", $"'{option.Name} {text[..equals]}=…' stands twice", "give each name once");
            }
        }

        return pairs;
    }
}
