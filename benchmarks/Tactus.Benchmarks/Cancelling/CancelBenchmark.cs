using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.Cancelling;

/// <summary>From <c>tactus runs cancel</c> to the end of everything that the run had started.</summary>
internal sealed class CancelBenchmark : IBenchmark
{
    private const double MostMilliseconds = 1000;

    private static readonly (string Procedure, string What, string[] Signs)[] s_cases =
    [
        ("loop.tac", "a guest in an endless loop", ["here"]),
        ("children.tac", "a run and two child runs in endless loops", ["child-1", "child-2"]),
        ("helper.tac", "a program in a helper sandbox", ["here"]),
    ];

    /// <inheritdoc/>
    public string Name => "cancel";

    /// <inheritdoc/>
    public string Title => "`tactus runs cancel`: from its start until no process of the run is left";

    /// <inheritdoc/>
    public Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        foreach (string driver in TactusCommand.UsableDrivers(surroundings))
        {
            foreach ((string procedure, string what, string[] signs) in s_cases)
            {
                var run = new DoomedRun(surroundings, procedure, driver);
                Sample sample = Rounds.Run(surroundings.Times(full: 7, quick: 2), () => run.CancelOnce(signs))[0];
                table.AddFigure($"{what}, {driver}", sample.Median, "ms", goal: MostMilliseconds);
            }
        }

        return Task.CompletedTask;
    }
}
