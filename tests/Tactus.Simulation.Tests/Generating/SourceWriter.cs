using System.Text;

namespace Tactus.Simulation.Tests.Generating;

/// <summary>Writes indented lines, and hands out numbers that no other place of the program has.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private int _number;

    /// <summary>A number of its own.</summary>
    public int NextNumber() => ++_number;

    /// <summary>A line.</summary>
    public void Line(string text) => _text.Append(' ', 2 * _depth).Append(text).Append('\n');

    /// <summary>Lines one level deeper, between an opening and a closing one.</summary>
    public void Block(string opening, Action inside, string closing)
    {
        Line(opening);
        _depth++;
        inside();
        _depth--;
        Line(closing);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
