namespace Tactus.Cli.Output;

/// <summary>How wide the terminal is.</summary>
internal static class TerminalWidth
{
    /// <summary>Columns where nobody knows.</summary>
    public const int Standard = 80;

    private const int Least = 20;
    private const int Most = 500;

    /// <summary>Its columns now.</summary>
    public static int Read()
    {
        try
        {
            int width = Console.WindowWidth;
            return width < Least ? Standard : Math.Min(width, Most);
        }
        catch (IOException)
        {
            return Standard;
        }
    }
}
