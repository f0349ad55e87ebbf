// Proves that a run cannot get a spent limit back by dying, or by waiting, and going on: what its journal holds is counted.
using Tactus.Broker.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Budgets;

public sealed class ResumedBudgetTests
{
    private const int Room = 256 * 1024;
    private const int Step = 100 * 1024;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bytes_of_the_journal_are_counted_over_every_life(bool dies)
    {
        using var run = new DurableRun(Grants.WithLimits(limits => limits with { Journal = Room }));
        var argument = Value.MapOf(("x", Value.Of(new string('x', Step))));
        for (int position = 1; position <= 2; position++)
        {
            (await run.AskAsync("main", position, "step.idempotent", "", argument)).Value();
            ResumeIf(run, dies);
        }

        (await run.AskAsync("main", 3, "step.idempotent", "", argument)).ShouldBeError("TAC3605", "budget");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_in_the_journal_are_counted_over_every_life(bool dies)
    {
        using var run = new DurableRun(Grants.WithLimits(limits => limits with { Journal = Room }));
        run.Idempotent.OnPerform = (_, _) => ValueTask.FromResult<Value>(Value.Of(new string('x', Step)));
        for (int position = 1; position <= 3; position++)
        {
            (await run.AskAsync("main", position, "step.idempotent")).Value();
            ResumeIf(run, dies);
        }

        (await run.AskAsync("main", 4, "step.idempotent")).ShouldBeError("TAC3605", "budget");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bytes_of_files_are_counted_over_every_life(bool dies)
    {
        using var run = new DurableRun(Grants.WithLimits(limits => limits with { Workspace = Room }));
        for (int position = 1; position <= 2; position++)
        {
            (await WriteAsync(run, position)).Value();
            ResumeIf(run, dies);
        }

        (await WriteAsync(run, 3)).ShouldBeError("TAC3603", "budget");
    }

    private static void ResumeIf(DurableRun run, bool dies)
    {
        if (dies)
        {
            run.Resume();
        }
    }

    private static Task<PerformResponse> WriteAsync(DurableRun run, int position) => run.AskAsync(
        "main", position, "file.write", "f", Value.MapOf(("path", Value.Of("f")), ("content", Value.Of(new string('x', Step)))));
}
