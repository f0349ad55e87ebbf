using System.Globalization;
using Tactus.Broker.Gate;
using Tactus.Broker.Runs;
using Tactus.Engine.Procedures;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Children;

/// <summary>The runs that one run starts. They run in sandboxes of their own in this process, and end with it; in the journal they outlive it.</summary>
/// <param name="parent">The execution that starts them.</param>
/// <param name="surroundings">Who is there.</param>
/// <param name="launch">Executes a run and what follows it.</param>
/// <param name="store">The journal.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Ends the parent, and so the children.</param>
internal sealed class ChildRuns(
    Execution parent, RunSurroundings surroundings, Func<Execution, RunSurroundings, CancellationToken, Task<RunOutcome>> launch, IRunStore store,
    TimeProvider time, CancellationToken stop) : IChildRuns, IAsyncDisposable
{
    /// <summary>How deep runs may start runs.</summary>
    public const int MostDepth = 5;

    // What is larger is no answer that a guest could take, and a thousand outputs at once would take gigabytes of the host.
    private const long MostOutputBytes = 16L << 20;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(500);

    private readonly RunningChildren _here = new(parent.Family, surroundings, launch, stop);

    // In all its executions. Some may begin at once behind the last look at it; they are as few as branches.
    private int _started;

    /// <inheritdoc/>
    public async ValueTask<string> StartAsync(EntryKey key, string procedure, MapValue input, CancellationToken cancellationToken)
    {
        string id = DerivedRunId.Of(parent.RunId, string.Create(CultureInfo.InvariantCulture, $"{key.Branch}:{key.Position}"));
        if (await store.FindAsync(id, cancellationToken) is { } existing)
        {
            return existing.ParentId == parent.RunId ? id : throw new EffectException("TAC6322", EffectErrorKind.Failed, $"the id {id} is another run's");
        }

        if (Volatile.Read(ref _started) >= RunQuery.MostChildren)
        {
            throw new EffectException(
                "TAC6326", EffectErrorKind.Failed, $"this run has started {RunQuery.MostChildren} runs, which is the most", "let a run go on as a new one now and then, with Procedure.continue_as_new");
        }

        if (parent.Depth >= MostDepth)
        {
            throw new EffectException(
                "TAC6321", EffectErrorKind.Failed, $"runs may start runs {MostDepth} deep, and this one is as deep", "start it from a run above");
        }

        (ProcedureBundle bundle, IReadOnlyList<RunFile> files) = ChildBundle.Find(parent.Bundle, parent.Record.Files, procedure);
        RunRecord record = RunDraft.Inherit(parent.Record, id, time.GetUtcNow()) with
        {
            ProcedurePath = bundle.FullPath,
            Input = input.Encode(),
            CoercesInput = false,
            Seed = StartMessages.NewSeed(),
            Files = files,
            ParentId = parent.RunId,
        };
        await _here.Begin(id, async () =>
        {
            await store.CreateAsync(record, CancellationToken.None);
            return parent with
            {
                Record = record, Epoch = record.Epoch, HasHistory = false, Bundle = bundle, ChangedLines = [], ClockStart = record.CreatedAt, Depth = parent.Depth + 1,
                Test = null,
            };
        });
        Interlocked.Increment(ref _started);
        return id;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ChildRunState>> AwaitAsync(IReadOnlyList<string> ids, bool all, CancellationToken cancellationToken)
    {
        while (true)
        {
            HashSet<string> ended = _here.Ended();
            List<RunRecord> children = await ReadAsync(ids, cancellationToken);
            await ReviveAsync(children, cancellationToken);
            DateTimeOffset now = time.GetUtcNow();
            List<RunStatus> statuses = [.. children.Select(child => StandingOf(child, ended, now))];
            List<ChildRunState> states = [.. children.Select((child, index) => StateOf(child, ids[index], statuses[index]))];
            int terminal = states.Count(state => state.IsTerminal);
            if (terminal == ids.Count || (!all && terminal > 0))
            {
                return states;
            }

            List<Task> changes = [.. children.Select(child => _here.TaskOf(child.Id)).OfType<Task>().Where(task => !task.IsCompleted)];
            if (changes.Count == 0 && !statuses.Contains(RunStatus.Running))
            {
                throw new EffectSuspendedException(WaitsFor.Run, children.Min(child => child.Status == RunStatus.Suspended ? child.Completion?.DueAt : null));
            }

            // A child may be executed by another process, whose end only the journal tells; that of one here comes at once.
            await Task.WhenAny([.. changes, Task.Delay(s_lookEvery, time, cancellationToken)]);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Lets children go on that an earlier process left in the middle, or whose time has come.</summary>
    public async Task ReviveAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> children = await store.ListAsync(RunQuery.ChildrenOf(parent.RunId), cancellationToken);
        Interlocked.Exchange(ref _started, children.Count);
        await ReviveAsync(children, cancellationToken);
    }

    /// <summary>Waits for every child that runs here.</summary>
    /// <param name="cancel">True to end them.</param>
    public Task EndAsync(bool cancel) => _here.EndAsync(cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _here.DisposeAsync();

    // One that was interrupted goes on here, now or when its turn comes; only one that was interrupted here again stays so. What ended before its
    // record was read is what counts: a record that was read before says nothing of a life that began and ended since.
    private RunStatus StandingOf(RunRecord child, HashSet<string> ended, DateTimeOffset now)
    {
        RunStatus status = child.EffectiveStatus(now);
        return status == RunStatus.Interrupted && child.ParentId == parent.RunId && !ended.Contains(child.Id) ? RunStatus.Running : status;
    }

    private static ChildRunState StateOf(RunRecord child, string id, RunStatus status)
    {
        bool terminal = status is not (RunStatus.Running or RunStatus.Suspended or RunStatus.InDoubt);
        Value? output = status == RunStatus.Succeeded && child.Completion?.Output is { Length: > 0 } encoded ? Value.Decode(encoded) : null;
        return new ChildRunState(id, terminal, RunStatusNames.ToText(status), output);
    }

    // Records are read anew at every look: no more of them is in memory than one answer may hold.
    private async ValueTask<List<RunRecord>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        List<RunRecord> children = [];
        long outputBytes = 0;
        foreach (string id in ids)
        {
            RunRecord? child = await store.FindAsync(id, cancellationToken);
            if (child is null || !await IsMineAsync(child, cancellationToken))
            {
                throw new EffectException("TAC6323", EffectErrorKind.Denied, $"{id} is no run that this one started", "wait for what Procedure.start returned");
            }

            while (child.Completion?.ContinuedAs is { } next && await store.FindAsync(next, cancellationToken) is { } successor)
            {
                child = successor;
            }

            outputBytes += child.Completion?.Output?.Length ?? 0;
            if (outputBytes > MostOutputBytes)
            {
                throw new EffectException(
                    "TAC6325", EffectErrorKind.Failed, "the outputs of the runs that are waited for are larger than 16 MiB together", "wait for fewer of them at a time");
            }

            children.Add(child);
        }

        return children;
    }

    // A fork shares the entries that started them, and so the children.
    private async ValueTask<bool> IsMineAsync(RunRecord child, CancellationToken cancellationToken)
    {
        RunRecord? mine = parent.Record;
        while (mine is not null)
        {
            if (child.ParentId == mine.Id)
            {
                return true;
            }

            mine = mine.ForkedFrom is { } origin ? await store.FindAsync(origin, cancellationToken) : null;
        }

        return false;
    }

    private async Task ReviveAsync(IReadOnlyList<RunRecord> children, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (RunRecord child in children)
        {
            bool isDue = child.Status == RunStatus.Suspended && (child.Completion?.DueAt <= now || await IsAnsweredAsync(child, cancellationToken));
            bool isLeft = child.EffectiveStatus(now) == RunStatus.Interrupted && _here.TaskOf(child.Id) is null && !IsGoingOn(child);
            if (child.ParentId == parent.RunId && (isDue || isLeft))
            {
                TryRevive(child);
            }
        }
    }

    private async ValueTask<bool> IsAnsweredAsync(RunRecord child, CancellationToken cancellationToken)
    {
        await foreach (JournalEntry open in store.ReadOpenAsync(child.Id, cancellationToken))
        {
            if (await store.FindAnswerAsync(child.Id, open.Key, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsGoingOn(RunRecord child) => child.ContinuedFrom is { } first && _here.TaskOf(first) is { IsCompleted: false };

    private void TryRevive(RunRecord child)
    {
        try
        {
            _ = _here.Begin(child.Id, async () =>
            {
                ProcedureBundle bundle = await RecordedFiles.ReadAsync(store, child, CancellationToken.None);
                string executor = ExecutorIdentity.Current().ToString();
                long epoch = await store.TakeOverAsync(child.Id, child.Epoch, executor, CancellationToken.None);
                return parent with
                {
                    Record = child with { Epoch = epoch, Status = RunStatus.Running, Executor = executor, Completion = null, EndedAt = null },
                    Epoch = epoch,
                    HasHistory = true,
                    Bundle = bundle,
                    ChangedLines = [],
                    ClockStart = child.CreatedAt,
                    Depth = parent.Depth + 1,
                    Test = null,
                };
            });
        }
        catch (EffectException)
        {
            // As many as may run at once do: its turn comes when one of them ends.
        }
    }
}
