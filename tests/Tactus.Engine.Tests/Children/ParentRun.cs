using Tactus.Engine.Children;
using Tactus.Engine.Runs;
using Tactus.Journal;

namespace Tactus.Engine.Tests.Children;

/// <summary>The run <c>r1</c>, of which nothing is executed here, and what it does with its children.</summary>
internal static class ParentRun
{
    /// <summary>Its children.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="depth">How many runs stand above it.</param>
    /// <param name="live">Gives a child a life; null where none is to have one.</param>
    public static ChildRuns ChildrenIn(IRunStore store, int depth = 0, Func<Execution, Task<RunOutcome>>? live = null) => new(
        new Execution { Record = RunRecords.Of("r1"), Epoch = 1, Bundle = null!, Grant = null!, Driver = null!, ClockStart = DateTimeOffset.UnixEpoch, Depth = depth },
        new RunSurroundings { Notice = _ => { } },
        (execution, _, _) => live?.Invoke(execution) ?? throw new InvalidOperationException(),
        store,
        TimeProvider.System,
        CancellationToken.None);
}
