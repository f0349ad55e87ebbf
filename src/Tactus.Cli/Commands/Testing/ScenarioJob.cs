using Tactus.Engine.Runs;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>A scenario that is to be run, once or several times. Thread-safe.</summary>
/// <param name="plan">The procedure and its grant.</param>
/// <param name="scenario">The scenario.</param>
/// <param name="runs">How often.</param>
internal sealed class ScenarioJob(RunPlan plan, ScenarioPlan scenario, int runs)
{
    private readonly TaskCompletionSource<IReadOnlyList<ScenarioResult>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ScenarioResult[] _results = new ScenarioResult[runs];
    private int _left = runs;

    /// <summary>The procedure and its grant.</summary>
    public RunPlan Plan { get; } = plan;

    /// <summary>The scenario.</summary>
    public ScenarioPlan Scenario { get; } = scenario;

    /// <summary>The results, once it was run each time.</summary>
    public Task<IReadOnlyList<ScenarioResult>> Results => _done.Task;

    /// <summary>Says what came of one time.</summary>
    public void Set(int run, ScenarioResult result)
    {
        _results[run] = result;
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _done.TrySetResult(_results);
        }
    }

    /// <summary>Says that it will not be run any more.</summary>
    public void Fail(Exception error) => _done.TrySetException(error);
}
