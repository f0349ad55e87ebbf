using Tactus.Cli.Commands.Describing;
using Tactus.Cli.Output;
using Tactus.Engine.Runs;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands;

/// <summary>Asks a person, on a terminal, for the inputs that a run lacks.</summary>
internal static class InputQuestions
{
    /// <summary>The plan with the answers among its parameters; the same plan where nobody can be asked.</summary>
    /// <param name="context">Console and engine.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="all">True to ask for every input; false for required ones that were not given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RunPlan> AskAsync(CliContext context, RunPlan plan, bool all, CancellationToken cancellationToken)
    {
        CliConsole console = context.Console;
        if (!console.IsInTerminal || !console.IsErrorTerminal || plan.Configuration.UntrustedWidenings.Count > 0)
        {
            return plan;
        }

        // Only a source that says "required" somewhere can want an input; most say nothing of the kind, and start without a description.
        if (!all && !plan.Bundle.Mentions("required"u8))
        {
            return plan;
        }

        Description description = await Description.OfAsync(context, plan, cancellationToken);
        var answers = new Dictionary<string, string>(plan.Request.Parameters, StringComparer.Ordinal);
        foreach ((byte[] key, Value schema) in description.Inputs().Entries.Select(entry => (entry.Key, entry.Value)))
        {
            string name = Value.Of(key) is BytesValue bytes && bytes.TryGetText(out string text) ? text : "";
            bool given = answers.ContainsKey(name) || plan.Request.Input.TryGet(key, out _);
            if (name.Length == 0 || schema is not MapValue field || given || !(all || IsRequired(field)))
            {
                continue;
            }

            if (await console.AskAsync($"{SafeText.OneLine(name, 80)} ({Hint(field)}): ", cancellationToken) is { Length: > 0 } answer)
            {
                answers[name] = answer;
            }
        }

        return plan with { Request = plan.Request with { Parameters = answers } };
    }

    private static bool IsRequired(MapValue field) =>
        field.TryGet("required", out Value? required) && required.Equals(Value.True) && !field.TryGet("default", out _);

    private static string Hint(MapValue field)
    {
        List<string> parts = [field.FindText("type") ?? "any"];
        if (field.FindText("description") is { Length: > 0 } description)
        {
            parts.Add(description);
        }

        if (field.TryGet("enum", out Value? choices))
        {
            parts.Add("one of " + choices);
        }

        if (field.TryGet("default", out Value? standard))
        {
            parts.Add("default " + standard);
        }

        return SafeText.OneLine(string.Join(", ", parts), 200);
    }
}
