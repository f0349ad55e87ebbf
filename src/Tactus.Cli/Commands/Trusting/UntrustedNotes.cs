using Tactus.Cli.Output;
using Tactus.Configuration.Loading;

namespace Tactus.Cli.Commands.Trusting;

/// <summary>Says which wishes of untrusted files do not hold, beside a command that only shows what holds.</summary>
internal static class UntrustedNotes
{
    public static void Print(CliConsole console, ResolvedConfiguration configuration)
    {
        foreach (UntrustedWidening wish in configuration.UntrustedWidenings)
        {
            console.Note($"not in force: {SafeText.Clean(wish.What)} ({SafeText.Clean(wish.File.DisplayPath)}:{wish.Line} is not trusted)", TextStyle.Warning);
        }
    }
}
