using System.CommandLine;

namespace Tactus.Cli.Commands;

/// <summary>Options and arguments that several commands share; each command gets an instance of its own.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print exactly one JSON object on standard output" };

    public static Argument<string> Procedure() => new("FILE") { Description = "The procedure, a .tac file" };

    public static Argument<string> RunId() => new("RUN") { Description = "Id of a run, or an unambiguous prefix of one" };
}
