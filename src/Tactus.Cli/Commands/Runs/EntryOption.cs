using System.CommandLine;
using System.Globalization;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Runs;

/// <summary>The option <c>--entry BRANCH:POSITION</c>.</summary>
internal static class EntryOption
{
    public static Option<string?> Create(string description) => new("--entry") { Description = description, HelpName = "BRANCH:POSITION" };

    /// <summary>The key that was given, or null.</summary>
    /// <exception cref="TactusException">TAC7204: it is none.</exception>
    public static EntryKey? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int colon = text.LastIndexOf(':');
        return colon > 0 && long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long position) && position > 0
            ? new EntryKey(text[..colon], position)
            : throw new TactusException("TAC7204", $"'{text}' names no entry", "write its branch and position, for instance main:3");
    }

    /// <summary>An entry as a person writes it.</summary>
    public static string ToText(EntryKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Branch}:{key.Position}");
}
