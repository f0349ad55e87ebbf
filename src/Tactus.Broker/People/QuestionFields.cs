using System.Text;
using Tactus.Broker.Waiting;
using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>Reads the fields of one question, each with its bounds. What is not asked for by <see cref="RequireNoOthers"/> is refused.</summary>
internal sealed class QuestionFields(MapValue map, string where)
{
    /// <summary>Longest text of a question, in characters.</summary>
    public const int MaxText = 16 * 1024;

    /// <summary>Longest label, id or other name, in characters.</summary>
    public const int MaxLabel = 1024;

    /// <summary>Most entries of any list: options, items, endings.</summary>
    public const int MaxEntries = 256;

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public Value? Any(string name)
    {
        _read.Add(name);
        return map.TryGet(name, out Value? value) ? value : null;
    }

    public string? Text(string name, int longest = MaxText)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        return value is BytesValue bytes && bytes.TryGetText(out string text) && text.Length <= longest
            ? text
            : throw Wrong(name, $"must be a string of UTF-8 with at most {longest} characters");
    }

    public string RequiredText(string name, int longest = MaxText) =>
        Text(name, longest) is { Length: > 0 } text ? text : throw Wrong(name, "must be a string that is not empty");

    public bool Flag(string name, bool standard) => Any(name) switch
    {
        null => standard,
        BoolValue flag => flag.Content,
        _ => throw Wrong(name, "must be true or false"),
    };

    public long? Count(string name, long most) => Any(name) switch
    {
        null => null,
        IntegerValue { Content: >= 0 } number when number.Content <= most => number.Content,
        _ => throw Wrong(name, $"must be a whole number from 0 to {most}"),
    };

    public TimeSpan? Seconds(string name) => Any(name) switch
    {
        null => null,
        { } value => DurationArgument.Read(value) ?? throw Wrong(name, "must be a number of seconds from 0 to a hundred years"),
    };

    public IReadOnlyList<Value>? List(string name) => Any(name) switch
    {
        null => null,
        ListValue { Items.Count: > 0 and <= MaxEntries } list => list.Items,
        _ => throw Wrong(name, $"must be a list with 1 to {MaxEntries} entries"),
    };

    /// <summary>Refuses whatever was not read.</summary>
    public void RequireNoOthers()
    {
        foreach (KeyValuePair<byte[], Value> entry in map.Entries)
        {
            string key = Encoding.UTF8.GetString(entry.Key);
            if (!_read.Contains(key))
            {
                throw new QuestionFormatException($"{where} has no field '{(key.Length > 40 ? key[..40] : key)}'");
            }
        }
    }

    public QuestionFormatException Wrong(string name, string what) => new($"'{name}' of {where} {what}");

    public QuestionFields Inner(Value value, string name) =>
        value is MapValue inner ? new QuestionFields(inner, $"{name} of {where}") : throw Wrong(name, "must be a map");
}
