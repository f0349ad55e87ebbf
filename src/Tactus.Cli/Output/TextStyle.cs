namespace Tactus.Cli.Output;

/// <summary>How a piece of text looks on a terminal that takes colours.</summary>
internal enum TextStyle
{
    Plain,
    Bold,
    Dim,
    Good,
    Warning,
    Bad,
}
