using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Arguments;

/// <summary>Collects what is wrong with a call's arguments, so that one error says all of it.</summary>
internal sealed class ArgumentProblems
{
    private const int MaxShown = 20;
    private const int MaxPath = 80;

    private readonly List<string> _problems = [];
    private int _count;

    /// <summary>True when nothing is wrong.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds a problem.</summary>
    /// <param name="path">The argument, for instance <c>labels[2]</c>.</param>
    /// <param name="what">The end of a sentence that begins with the argument.</param>
    public void Add(string path, string what)
    {
        if (++_count <= MaxShown)
        {
            _problems.Add($"'{(path.Length > MaxPath ? string.Concat(path.AsSpan(0, MaxPath), "…") : path)}' {what}");
        }
    }

    /// <summary>Adds a problem of type and returns the value as it is.</summary>
    public Value AddType(string path, string wanted, Value value)
    {
        Add(path, $"must be {wanted}, not {Name(value.Kind)}");
        return value;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join("; ", _problems) + (_count > MaxShown ? $"; and {_count - MaxShown} more" : "");

    private static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Bool => "a bool",
        ValueKind.Integer => "an integer",
        ValueKind.Double => "a float",
        ValueKind.Bytes => "a string",
        ValueKind.List => "a list",
        _ => "a map",
    };
}
