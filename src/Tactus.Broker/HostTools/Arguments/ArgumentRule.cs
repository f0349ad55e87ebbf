using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Arguments;

/// <summary>One argument's schema, made ready to check values against it. Immutable and thread-safe.</summary>
internal sealed class ArgumentRule
{
    private readonly ArgumentSchema _schema;
    private readonly Regex? _pattern;
    private readonly Value[] _allowed;
    private readonly ArgumentRule? _items;
    private readonly ArgumentRules? _properties;

    /// <summary>Compiles a schema.</summary>
    /// <exception cref="FormatException">Its pattern, default or enum cannot be used; the message is one clause.</exception>
    public ArgumentRule(ArgumentSchema schema)
    {
        _schema = schema;
        _pattern = schema.Pattern is null ? null : Compile(schema.Pattern);
        _allowed = [.. schema.EnumJson.Select(ParseJson)];
        Default = schema.DefaultJson is null ? null : ParseJson(schema.DefaultJson);
        _items = schema.Items is null ? null : new ArgumentRule(schema.Items);
        _properties = schema.Properties.Count == 0 ? null : new ArgumentRules(schema.Properties);
    }

    /// <summary>True when a call must give it.</summary>
    public bool IsRequired => _schema.Required;

    /// <summary>What a missing argument becomes, or null.</summary>
    public Value? Default { get; }

    /// <summary>Checks a value and returns it in the form that its type wants; every problem goes into the list.</summary>
    public Value Check(Value value, string path, ArgumentProblems problems)
    {
        Value typed = CheckType(value, path, problems);
        if (_allowed.Length > 0 && !_allowed.Contains(typed))
        {
            problems.Add(path, $"is none of {string.Join(", ", _allowed.Select(allowed => allowed.ToString()))}");
        }

        return typed;
    }

    private static Value ParseJson(string json)
    {
        try
        {
            return ValueJson.Parse(json);
        }
        catch (ValueFormatException error)
        {
            throw new FormatException($"a default or enum value is not JSON: {error.Message}", error);
        }
    }

    // Linear time whatever the pattern and the text: both the text and, through a hostile sidecar that someone trusted by
    // mistake, the pattern may be chosen to stall the broker.
    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex($"\\A(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"the pattern {pattern} is not a regular expression of linear time: {error.Message}", error);
        }
    }

    private Value CheckType(Value value, string path, ArgumentProblems problems)
    {
        switch (_schema.Type)
        {
            case ArgumentType.String:
                return CheckString(value, path, problems);
            case ArgumentType.Integer:
            case ArgumentType.Number:
                return CheckNumber(value, path, problems);
            case ArgumentType.Boolean:
                return value is BoolValue ? value : problems.AddType(path, "true or false", value);
            case ArgumentType.Array:
                return CheckArray(value, path, problems);
            case ArgumentType.Object:
                return CheckObject(value, path, problems);
            default:
                ArgumentText.RequireText(value, path, problems);
                return value;
        }
    }

    private Value CheckString(Value value, string path, ArgumentProblems problems)
    {
        if (value is not BytesValue bytes)
        {
            return problems.AddType(path, "a string", value);
        }

        if (!bytes.TryGetText(out string text))
        {
            problems.Add(path, "is not UTF-8");
            return value;
        }

        CheckLength(text.EnumerateRunes().Count(), "characters", path, problems);
        if (_pattern is not null && !_pattern.IsMatch(text))
        {
            problems.Add(path, $"does not match {_schema.Pattern}");
        }

        return value;
    }

    private Value CheckNumber(Value value, string path, ArgumentProblems problems)
    {
        double number;
        Value typed = value;
        switch (value)
        {
            case IntegerValue integer:
                number = integer.Content;
                break;
            case DoubleValue real when _schema.Type == ArgumentType.Number && double.IsFinite(real.Content):
                number = real.Content;
                break;
            case DoubleValue real when double.IsInteger(real.Content) && Math.Abs(real.Content) < 9.2e18:
                number = real.Content;
                typed = Value.Of((long)real.Content);
                break;
            default:
                return problems.AddType(path, _schema.Type == ArgumentType.Integer ? "an integer" : "a finite number", value);
        }

        if (number < _schema.Min)
        {
            problems.Add(path, $"is less than {_schema.Min.Value.ToString(CultureInfo.InvariantCulture)}");
        }

        if (number > _schema.Max)
        {
            problems.Add(path, $"is greater than {_schema.Max.Value.ToString(CultureInfo.InvariantCulture)}");
        }

        return typed;
    }

    private Value CheckArray(Value value, string path, ArgumentProblems problems)
    {
        // An empty Lua table is list and map at once, and travels as a map.
        if (value is MapValue { Count: 0 })
        {
            value = Value.EmptyList;
        }

        if (value is not ListValue list)
        {
            return problems.AddType(path, "a list", value);
        }

        CheckLength(list.Items.Count, "items", path, problems);
        if (_items is null)
        {
            ArgumentText.RequireText(list, path, problems);
            return list;
        }

        var items = new Value[list.Items.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = _items.Check(list.Items[i], $"{path}[{i + 1}]", problems);
        }

        return Value.ListOf(items);
    }

    private Value CheckObject(Value value, string path, ArgumentProblems problems)
    {
        if (value is ListValue { Items.Count: 0 })
        {
            value = Value.EmptyMap;
        }

        if (value is not MapValue map)
        {
            return problems.AddType(path, "a map", value);
        }

        if (_properties is not null)
        {
            return _properties.Check(map, path + ".", problems);
        }

        ArgumentText.RequireText(map, path, problems);
        return map;
    }

    private void CheckLength(int length, string unit, string path, ArgumentProblems problems)
    {
        if (length < _schema.MinLength)
        {
            problems.Add(path, $"has fewer than {_schema.MinLength} {unit}");
        }

        if (length > _schema.MaxLength)
        {
            problems.Add(path, $"has more than {_schema.MaxLength} {unit}");
        }
    }
}
