using Tactus.Protocol;

namespace Tactus.Cli.Output;

/// <summary>What a check found: every problem in one go, for a person or as one JSON object.</summary>
internal static class ProblemList
{
    /// <summary>Prints the problems, or one line that there are none. Returns the exit code.</summary>
    public static int Print(CliConsole console, IReadOnlyList<TactusException> problems, bool json, string valid) =>
        Print(console, [.. problems.Select(ErrorReport.Of)], json, valid, strict: false);

    /// <summary>Prints errors and warnings, or the line that there are none. Returns the exit code: warnings alone fail only a strict check.</summary>
    public static int Print(CliConsole console, IReadOnlyList<ErrorReport> problems, bool json, string valid, bool strict)
    {
        bool isValid = problems.All(problem => problem.IsWarning && !strict);
        if (json)
        {
            console.WriteJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("valid", isValid);
                writer.WriteStartArray("problems");
                foreach (ErrorReport problem in problems)
                {
                    problem.Write(writer, withSeverity: true);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return isValid ? ExitCode.Success : ExitCode.Usage;
        }

        foreach (ErrorReport problem in problems)
        {
            problem.Print(console);
        }

        if (problems.Count == 0)
        {
            console.Out.WriteLine(valid);
        }
        else
        {
            int warnings = problems.Count(problem => problem.IsWarning);
            console.Note($"{Count(problems.Count - warnings, "error")}, {Count(warnings, "warning")}");
        }

        return isValid ? ExitCode.Success : ExitCode.Usage;
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
