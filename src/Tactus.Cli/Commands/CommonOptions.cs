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

    /// <summary>Files and directories, one or more. A word that begins with a dash is a mistyped option; a file of such a name is written <c>./-name</c>.</summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="arity">How many. Default: one or more.</param>
    public static Argument<string[]> Paths(string name, string description, ArgumentArity? arity = null)
    {
        var paths = new Argument<string[]>(name) { Description = description, Arity = arity ?? ArgumentArity.OneOrMore };
        paths.Validators.Add(result =>
        {
            foreach (string word in result.Tokens.Select(token => token.Value).Where(word => word.Length > 1 && word[0] == '-'))
            {
                result.AddError($"Unrecognized option '{word}'.");
            }
        });
        return paths;
    }

    public static Argument<string> RunId() => new("RUN") { Description = "Id of a run, an unambiguous prefix of one, or last for the newest" };
}
