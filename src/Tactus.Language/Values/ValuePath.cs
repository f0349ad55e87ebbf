using System.Text;

namespace Tactus.Language.Values;

/// <summary>Where in a value the writer stands; spelled only when an error needs it: <c>args.items[3]</c>.</summary>
internal sealed class ValuePath
{
    private readonly List<Step> _steps = [];

    /// <summary>What the whole value is called.</summary>
    public string Root { get; private set; } = "value";

    /// <summary>Starts at the value itself.</summary>
    public void Start(string root)
    {
        Root = root;
        _steps.Clear();
    }

    /// <summary>Steps into a list item, counted from 1.</summary>
    public void Enter(long item) => _steps.Add(new Step(default, item));

    /// <summary>Steps into a map entry.</summary>
    public void Enter(LuaKey key) => _steps.Add(new Step(key, 0));

    /// <summary>Steps out again.</summary>
    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Root);
        foreach (Step step in _steps)
        {
            if (step.Item > 0)
            {
                text.Append('[').Append(step.Item).Append(']');
                continue;
            }

            string name = Encoding.UTF8.GetString(step.Key.Bytes);
            bool plain = name.Length > 0
                && !char.IsAsciiDigit(name[0])
                && name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter));
            text.Append(plain ? $".{name}" : $"['{name}']");
        }

        return text.ToString();
    }

    private readonly record struct Step(LuaKey Key, long Item);
}
