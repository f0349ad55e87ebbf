using Tactus.Broker.Gate;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Children;

/// <summary>The children of one run that have a life in this process. Thread-safe.</summary>
/// <param name="family">The tree that they belong to.</param>
/// <param name="surroundings">Who is there.</param>
/// <param name="launch">Executes a run and what follows it.</param>
/// <param name="stop">Ends them.</param>
internal sealed class RunningChildren(
    RunFamily family, RunSurroundings surroundings, Func<Execution, RunSurroundings, CancellationToken, Task<RunOutcome>> launch, CancellationToken stop) : IAsyncDisposable
{
    /// <summary>Children of one run that may run at once.</summary>
    public const int MostAlive = 8;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);

    // Guarded by _lock. A child stays here after its end, so that one which is interrupted again is not resumed for ever.
    private readonly Dictionary<string, Task> _going = new(StringComparer.Ordinal);

    /// <summary>Begins a life of a child, unless it has one here.</summary>
    /// <param name="id">The child.</param>
    /// <param name="begin">Makes what is to be executed; the journal has it when it is done.</param>
    /// <returns>Completes when that is made; fails when it cannot be.</returns>
    /// <exception cref="EffectException">TAC6320: as many as may run at once do.</exception>
    public Task Begin(string id, Func<Task<Execution>> begin)
    {
        lock (_lock)
        {
            if (_going.TryGetValue(id, out Task? there) && !there.IsCompleted)
            {
                return Task.CompletedTask;
            }

            if (_going.Values.Count(task => !task.IsCompleted) >= MostAlive || !family.TryEnter())
            {
                throw new EffectException(
                    "TAC6320", EffectErrorKind.Failed, $"{MostAlive} runs that this one started run already, or {RunFamily.MostAlive} beneath the first one", "wait for one of them with Procedure.await_children", retryable: true);
            }

            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _going[id] = Task.Run(() => ExecuteAsync(id, begin, started), CancellationToken.None);
            return started.Task;
        }
    }

    /// <summary>The life that a child has or had here; null when it had none.</summary>
    public Task? TaskOf(string id)
    {
        lock (_lock)
        {
            return _going.GetValueOrDefault(id);
        }
    }

    /// <summary>The children whose life here is over.</summary>
    public HashSet<string> Ended()
    {
        lock (_lock)
        {
            return [.. _going.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key)];
        }
    }

    /// <summary>Waits for all of them.</summary>
    /// <param name="cancel">True to end them.</param>
    public async Task EndAsync(bool cancel)
    {
        if (cancel)
        {
            await _stop.CancelAsync();
        }

        await Task.WhenAll(Snapshot());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(cancel: true);
        _stop.Dispose();
    }

    private async Task ExecuteAsync(string id, Func<Task<Execution>> begin, TaskCompletionSource started)
    {
        try
        {
            await ExecuteHeldAsync(id, begin, started);
        }
        finally
        {
            family.Leave();
        }
    }

    private async Task ExecuteHeldAsync(string id, Func<Task<Execution>> begin, TaskCompletionSource started)
    {
        Execution execution;
        try
        {
            execution = await begin();
            started.SetResult();
        }
        catch (TactusException refusal)
        {
            started.SetException(refusal);
            surroundings.Notice($"run {id}: {refusal.Code}: {refusal.Message}");
            return;
        }
        catch (Exception defect)
        {
            // Who waits for the start must not wait for ever; the defect itself shows when the parent ends.
            started.SetException(defect);
            throw;
        }

        try
        {
            RunOutcome outcome = await launch(execution, new RunSurroundings
            {
                Notice = line => surroundings.Notice($"run {id}: {line}"),
                People = surroundings.People,
                WaitsForDueTimes = surroundings.WaitsForDueTimes,
            }, _stop.Token);
            surroundings.Notice($"run {outcome.Record.Id}, started by this one: {RunStatusNames.ToText(outcome.Record.Status)}");
        }
        catch (TactusException lost)
        {
            surroundings.Notice($"run {id}: {lost.Code}: {lost.Message}");
        }
    }

    private Task[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _going.Values];
        }
    }
}
