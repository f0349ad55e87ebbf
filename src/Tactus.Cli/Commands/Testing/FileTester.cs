using System.CommandLine;
using Tactus.Cli.Commands.Describing;
using Tactus.Engine.Runs;
using Tactus.Engine.Testing;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Reads one procedure's specifications, and runs one scenario of them. Thread-safe.</summary>
internal sealed class FileTester(CliContext context, TestOptions options, ParseResult parsed)
{
    private static readonly SpecificationPlan s_nothing = new([], [], []);

    private readonly TestSandbox _sandbox = new(context);
    private readonly bool _mock = parsed.GetValue(options.Mock);

    /// <summary>Reads what a procedure specifies. Errors of the procedure become its problems.</summary>
    /// <param name="file">The procedure.</param>
    /// <param name="isNamed">Whether a person named it: its errors are told then even where it has no specification.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TestedFile> ReadAsync(string file, bool isNamed, CancellationToken cancellationToken)
    {
        try
        {
            RunPlan plan = context.Engine.Planner.Plan(options.RequestFor(parsed, file, context.WorkingDirectory));
            if (!isNamed && !plan.Bundle.Mentions("Specification"u8) && SpecificationSource.FeatureBeside(plan.Bundle) is null)
            {
                return new TestedFile(file, plan, s_nothing, HasSpecification: false);
            }

            plan.RequireReplayable();
            Description description = await Description.OfAsync(context, plan, cancellationToken, _mock);
            if (SpecificationSource.Read(plan.Bundle, description.Value) is not { } specification)
            {
                return new TestedFile(file, plan, s_nothing, HasSpecification: false);
            }

            _sandbox.Announce(plan);
            return new TestedFile(file, plan, specification, HasSpecification: true);
        }
        catch (TactusException problem) when (ErrorExitCode.Of(problem.Code) == ExitCode.Usage)
        {
            return new TestedFile(file, null, s_nothing with { Problems = [problem] }, HasSpecification: true);
        }
    }

    /// <summary>Goes through one scenario.</summary>
    public async Task<ScenarioResult> RunAsync(RunPlan plan, ScenarioPlan scenario, CancellationToken cancellationToken)
    {
        long start = context.Time.GetTimestamp();
        RunRecord record = await _sandbox.RunAsync(plan, new TestRequest(scenario.ToValue(), _mock), cancellationToken);
        TimeSpan duration = context.Time.GetElapsedTime(start);
        return record is { Status: RunStatus.Succeeded, Completion.Output: { } output } && Value.Decode(output) is MapValue answer
            ? ScenarioResult.Of(scenario, answer, duration)
            : ScenarioResult.BrokenBy(scenario, GuestFailure.Of(record), duration);
    }
}
