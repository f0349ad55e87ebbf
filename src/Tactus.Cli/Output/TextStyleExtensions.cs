namespace Tactus.Cli.Output;

/// <summary>Applies styles with the SGR sequences of ECMA-48.</summary>
internal static class TextStyleExtensions
{
    public static string Apply(this TextStyle style, string text, bool colours)
    {
        string? code = style switch
        {
            TextStyle.Bold => "1",
            TextStyle.Dim => "2",
            TextStyle.Good => "32",
            TextStyle.Warning => "33",
            TextStyle.Bad => "31",
            _ => null,
        };
        return colours && code is not null ? $"\u001b[{code}m{text}\u001b[0m" : text;
    }
}
