using Tactus.Protocol;

namespace Tactus.Cli.Output;

/// <summary>What a check found: every problem in one go, for a person or as one JSON object.</summary>
internal static class ProblemList
{
    /// <summary>Prints the problems, or one line that there are none. Returns the exit code.</summary>
    public static int Print(CliConsole console, IReadOnlyList<TactusException> problems, bool json, string valid)
    {
        if (json)
        {
            console.WriteJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("valid", problems.Count == 0);
                writer.WriteStartArray("problems");
                foreach (TactusException problem in problems)
                {
                    ErrorReport.Of(problem).Write(writer);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
        else if (problems.Count == 0)
        {
            console.Out.WriteLine(valid);
        }
        else
        {
            foreach (TactusException problem in problems)
            {
                ErrorReport.Of(problem).Print(console);
            }
        }

        return problems.Count == 0 ? ExitCode.Success : ExitCode.Usage;
    }
}
