using Tactus.Cli.Output;
using Tactus.Cli.Views;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Mcp.Serving;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Mcp;

/// <summary>A procedure file that is served: each call is a run of its own, of the file as it is then.</summary>
internal sealed class ServedFile(CliContext context, RunRequest request, ServedTool tool) : IServedProcedure
{
    /// <inheritdoc/>
    public ServedTool Tool => tool;

    /// <inheritdoc/>
    public async Task<ServedAnswer> CallAsync(ServedCall call, CancellationToken cancellationToken)
    {
        try
        {
            RunPlan plan = context.Engine.Planner.Plan(request with { Input = call.Input });
            var surroundings = new RunSurroundings
            {
                Observer = new ServedObserver(call.OnProgress),
                Notice = line => context.Console.Note("tactus: " + SafeText.OneLine(line, 1000), TextStyle.Warning),
                People = call.People,
                WaitsForDueTimes = true,
            };
            RunOutcome outcome = await context.Engine.Executor.ExecuteAsync(plan, surroundings, cancellationToken);
            return Describe(outcome.Record);
        }
        catch (TactusException refusal)
        {
            return Error(refusal.Code, refusal.Message, refusal.Mend, run: null);
        }
    }

    private static ServedAnswer Describe(RunRecord run)
    {
        if (run.Status == RunStatus.Succeeded)
        {
            Value output = run.Completion?.Output is { Length: > 0 } encoded ? Value.Decode(encoded) : Value.Null;
            return new ServedAnswer(ValueJson.ToJson(output, indented: true), output as MapValue, IsError: false);
        }

        if (run.Status == RunStatus.Suspended)
        {
            return new ServedAnswer($"The run {run.Id} is not finished: {NextStep.Of(run, run.Status)}", Structured: null, IsError: true);
        }

        string status = RunStatusNames.ToText(run.Status);
        return Error(run.Completion?.ErrorCode, run.Completion?.ErrorMessage ?? status, run.Completion?.Mend ?? NextStep.Of(run, run.Status), $"run {run.Id}: {status}");
    }

    private static ServedAnswer Error(string? code, string message, string? mend, string? run)
    {
        IEnumerable<string?> lines = [code is null ? message : $"{code}: {message}", string.IsNullOrEmpty(mend) ? null : $"mend: {mend}", run];
        return new ServedAnswer(string.Join('\n', lines.OfType<string>()), Structured: null, IsError: true);
    }
}
