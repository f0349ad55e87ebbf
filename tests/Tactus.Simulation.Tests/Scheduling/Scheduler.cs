using Tactus.Simulation.Tests.Faults;

namespace Tactus.Simulation.Tests.Scheduling;

/// <summary>Runs everything of one execution, broker and guest, on the guest's thread, and decides which of the steps that could come next does.</summary>
/// <param name="clock">The execution's clock.</param>
/// <param name="time">The time; each step takes a millisecond.</param>
/// <param name="chance">Picks the step; null for the first in line, and a timer only when nothing else is left.</param>
internal sealed class Scheduler(LifeClock clock, VirtualTime time, Chance? chance) : SynchronizationContext
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = [];
    private readonly List<TaskCompletionSource> _waiting = [];
    private bool _hostIsDead;
    private bool _guestIsDead;
    private bool _guestLives;

    /// <summary>True once the host has died: nothing of this execution has an effect any more.</summary>
    public bool HostIsDead => _hostIsDead;

    /// <summary>Waits for a turn among all steps that could come next.</summary>
    public Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    /// <summary>The host dies now, and the guest with it.</summary>
    public void KillHost() => _hostIsDead = true;

    /// <summary>The guest dies now, if it still lives.</summary>
    public void KillGuest() => _guestIsDead = _guestLives;

    /// <summary>The guest has started, and may die.</summary>
    public void StartGuest() => _guestLives = true;

    /// <summary>The guest has ended; it cannot die any more.</summary>
    public void EndGuest() => (_guestLives, _guestIsDead) = (false, false);

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Takes steps until a task is done; its result, or what it threw.</summary>
    public T Wait<T>(Task<T> task)
    {
        RunUntil(() => task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Takes steps until a task is done.</summary>
    public void Wait(Task task)
    {
        RunUntil(() => task.IsCompleted);
        task.GetAwaiter().GetResult();
    }

    /// <summary>Takes steps until a condition holds.</summary>
    /// <exception cref="HostKilledException">The host died.</exception>
    /// <exception cref="GuestKilledException">The guest died. Thrown once: what the host does after it goes on.</exception>
    public void RunUntil(Func<bool> isDone)
    {
        while (true)
        {
            while (_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            {
                ThrowIfDead();
                next.Callback(next.State);
            }

            ThrowIfDead();
            if (isDone())
            {
                return;
            }

            Step();
        }
    }

    /// <summary>Ends the guest's thread when its process is dead.</summary>
    public void ThrowIfDead()
    {
        if (_hostIsDead)
        {
            throw new HostKilledException();
        }

        if (_guestIsDead)
        {
            _guestIsDead = false;
            throw new GuestKilledException();
        }
    }

    private void Step()
    {
        time.Pass(s_step);
        bool hasTimer = clock.NextDue is not null;
        if (_waiting.Count == 0 && !hasTimer)
        {
            throw new InvalidOperationException("the simulation stands still: everything waits, and nothing could come next");
        }

        if (_waiting.Count == 0 || (hasTimer && chance?.OneIn(4) == true))
        {
            clock.FireNext();
            return;
        }

        int index = chance?.Below(_waiting.Count) ?? 0;
        TaskCompletionSource turn = _waiting[index];
        _waiting.RemoveAt(index);
        turn.SetResult();
    }
}
