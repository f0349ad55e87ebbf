using System.CommandLine;

namespace Tactus.Cli.Commands;

/// <summary>Options and arguments that several commands share; each command gets an instance of its own.</summary>
internal static class CommonOptions
{
    /// <summary>An option that is there or not: it takes no value, so that the word after it is never mistaken for one.</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<bool> Json() => Flag("--json", "Print exactly one JSON object on standard output");

    public static Argument<string> Procedure() => new("FILE") { Description = "The procedure, a .tac file" };

    public static Argument<string> RunId() => new("RUN") { Description = "Id of a run, an unambiguous prefix of one, or last for the newest" };
}
