using System.Text;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Gate;

/// <summary>Reads the fields of a map of arguments, each with its bounds. What was not read is refused by <see cref="RequireNoOthers"/>.</summary>
/// <param name="map">The map.</param>
/// <param name="where">What it is, as errors call it.</param>
/// <param name="code">The code of errors.</param>
public sealed class EffectFields(MapValue map, string where, string code)
{
    private const int MostShown = 40;

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>A field of any type; null when it is missing or null.</summary>
    public Value? Any(string name)
    {
        _read.Add(name);
        return map.TryGet(name, out Value? value) && value is not NullValue ? value : null;
    }

    /// <summary>A text, or null.</summary>
    /// <exception cref="EffectException">It is no text of UTF-8, or too long.</exception>
    public string? Text(string name, int longest) => Any(name) switch
    {
        null => null,
        BytesValue bytes when bytes.Content.Length <= longest && bytes.TryGetText(out string text) => text,
        _ => throw Wrong(name, $"must be a string of UTF-8 with at most {longest} bytes"),
    };

    /// <summary>A text that must be there and may not be empty.</summary>
    /// <exception cref="EffectException">It is not, or not such a text.</exception>
    public string RequiredText(string name, int longest) =>
        Text(name, longest) is { Length: > 0 } text ? text : throw Wrong(name, "must be a string that is not empty");

    /// <summary>A flag.</summary>
    /// <exception cref="EffectException">It is something else.</exception>
    public bool Flag(string name, bool missing) => Any(name) switch
    {
        null => missing,
        BoolValue flag => flag.Content,
        _ => throw Wrong(name, "must be true or false"),
    };

    /// <summary>A whole number in a range, or null.</summary>
    /// <exception cref="EffectException">It is something else.</exception>
    public long? Count(string name, long least, long most) => Any(name) switch
    {
        null => null,
        IntegerValue number when number.Content >= least && number.Content <= most => number.Content,
        DoubleValue number when number.Content >= least && number.Content <= most && Math.Floor(number.Content) == number.Content => (long)number.Content,
        _ => throw Wrong(name, $"must be a whole number from {least} to {most}"),
    };

    /// <summary>A number in a range, or null.</summary>
    /// <exception cref="EffectException">It is something else.</exception>
    public double? Number(string name, double least, double most)
    {
        double? number = Any(name) switch
        {
            null => null,
            IntegerValue whole => whole.Content,
            DoubleValue other => other.Content,
            _ => double.NaN,
        };
        return number is null || (number >= least && number <= most) ? number : throw Wrong(name, $"must be a number from {least} to {most}");
    }

    /// <summary>The items of a list; none when it is missing. An empty map counts as an empty list: in Lua they are one.</summary>
    /// <exception cref="EffectException">It is something else, or too long.</exception>
    public IReadOnlyList<Value> List(string name, int most) => Any(name) switch
    {
        null or MapValue { Count: 0 } => [],
        ListValue list when list.Items.Count <= most => list.Items,
        _ => throw Wrong(name, $"must be a list with at most {most} entries"),
    };

    /// <summary>A map, or null. An empty list counts as an empty map: in Lua they are one.</summary>
    /// <exception cref="EffectException">It is something else.</exception>
    public MapValue? Map(string name) => Any(name) switch
    {
        null => null,
        ListValue { Items.Count: 0 } => Value.EmptyMap,
        MapValue inner => inner,
        _ => throw Wrong(name, "must be a map"),
    };

    /// <summary>The fields of an item.</summary>
    /// <exception cref="EffectException">It is no map.</exception>
    public EffectFields Inner(Value value, string name) =>
        value is MapValue inner ? new EffectFields(inner, $"{name} of {where}", code) : throw Wrong(name, "must be a map");

    /// <summary>Refuses whatever was not read.</summary>
    /// <exception cref="EffectException">There is something else.</exception>
    public void RequireNoOthers()
    {
        foreach (KeyValuePair<byte[], Value> entry in map.Entries)
        {
            string key = Encoding.UTF8.GetString(entry.Key);
            if (!_read.Contains(key))
            {
                throw new EffectException(code, EffectErrorKind.Invalid, $"{where} has no field '{(key.Length > MostShown ? key[..MostShown] : key)}'");
            }
        }
    }

    /// <summary>The error of a field.</summary>
    public EffectException Wrong(string name, string what) => new(code, EffectErrorKind.Invalid, $"'{name}' of {where} {what}");
}
