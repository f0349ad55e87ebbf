using System.Text;
using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Arguments;

/// <summary>The arguments of one tool, or the properties of one object. Immutable and thread-safe.</summary>
internal sealed class ArgumentRules
{
    private readonly Dictionary<string, ArgumentRule> _rules = new(StringComparer.Ordinal);

    /// <summary>Compiles schemas by name.</summary>
    /// <exception cref="FormatException">One of them cannot be used; the message begins with its name.</exception>
    public ArgumentRules(IReadOnlyDictionary<string, ArgumentSchema> schemas)
    {
        foreach ((string name, ArgumentSchema schema) in schemas)
        {
            try
            {
                _rules.Add(name, new ArgumentRule(schema));
            }
            catch (FormatException error)
            {
                throw new FormatException($"'{name}': {error.Message}", error);
            }
        }
    }

    /// <summary>Checks a map, refuses unknown names, fills in defaults. Null counts as missing.</summary>
    public MapValue Check(MapValue map, string prefix, ArgumentProblems problems)
    {
        var entries = new List<KeyValuePair<byte[], Value>>(_rules.Count);
        foreach (KeyValuePair<byte[], Value> entry in map.Entries)
        {
            string name = Encoding.UTF8.GetString(entry.Key);
            if (!_rules.TryGetValue(name, out ArgumentRule? rule))
            {
                problems.Add(prefix + name, "is not an argument of it");
            }
            else if (entry.Value is not NullValue)
            {
                entries.Add(new KeyValuePair<byte[], Value>(entry.Key, rule.Check(entry.Value, prefix + name, problems)));
            }
        }

        foreach ((string name, ArgumentRule rule) in _rules)
        {
            if (map.TryGet(name, out Value? given) && given is not NullValue)
            {
                continue;
            }

            if (rule.Default is not null)
            {
                entries.Add(new KeyValuePair<byte[], Value>(Encoding.UTF8.GetBytes(name), rule.Default));
            }
            else if (rule.IsRequired)
            {
                problems.Add(prefix + name, "is missing");
            }
        }

        return MapValue.FromUnsorted(entries);
    }
}
