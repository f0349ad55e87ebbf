using System.CommandLine;
using Tactus.Cli.Commands.Describing;
using Tactus.Engine.Runs;
using Tactus.Engine.Testing;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Drivers;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Reads one procedure's specifications, and runs one scenario of them.</summary>
internal sealed class FileTester(CliContext context, TestOptions options, ParseResult parsed)
{
    private static readonly SpecificationPlan s_nothing = new([], [], []);

    /// <summary>Reads what a procedure specifies. Errors of the procedure become its problems.</summary>
    public async Task<TestedFile> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            RunPlan plan = context.Engine.Planner.Plan(options.RequestFor(parsed, file, context.WorkingDirectory));
            if (!plan.Bundle.Mentions("Specification"u8))
            {
                return new TestedFile(file, plan, s_nothing, HasSpecification: false);
            }

            Description description = await Description.OfAsync(context, plan, cancellationToken);
            SpecificationPlan? specification = SpecificationSource.Read(plan.Bundle, description.Value);
            return new TestedFile(file, plan, specification ?? s_nothing, specification is not null);
        }
        catch (TactusException problem) when (ErrorExitCode.Of(problem.Code) == ExitCode.Usage)
        {
            return new TestedFile(file, null, s_nothing with { Problems = [problem] }, HasSpecification: true);
        }
    }

    /// <summary>Goes through one scenario.</summary>
    public async Task<ScenarioResult> RunAsync(RunPlan plan, ScenarioPlan scenario, ISandboxDriver driver, CancellationToken cancellationToken)
    {
        long start = context.Time.GetTimestamp();
        var surroundings = new RunSurroundings { Notice = line => context.Console.Note(line) };
        RunRecord record = await context.Engine.Tests.RunAsync(
            plan, new TestRequest(scenario.ToValue(), parsed.GetValue(options.Mock)), driver, surroundings, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan duration = context.Time.GetElapsedTime(start);
        return record is { Status: RunStatus.Succeeded, Completion.Output: { } output } && Value.Decode(output) is MapValue answer
            ? ScenarioResult.Of(scenario, answer, duration)
            : ScenarioResult.BrokenBy(scenario, ErrorOf(record), duration);
    }

    private static ReportedError ErrorOf(RunRecord record) => record.Completion is { } end
        ? new ReportedError(end.ErrorCode ?? "", end.ErrorMessage ?? $"the run ended {record.Status}", end.ErrorFile, end.ErrorLine, end.Mend)
        : new ReportedError("TAC6305", "the guest gave no answer", null, 0, null);
}
