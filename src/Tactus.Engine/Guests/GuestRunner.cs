using Tactus.Broker;
using Tactus.Broker.Sessions;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Guests;

/// <summary>Gives one guest its one life: socket, broker, sandbox, start, end, and nothing left behind.</summary>
/// <param name="guestDirectory">The folder that holds the guest executable.</param>
/// <param name="time">The clock.</param>
public sealed class GuestRunner(string guestDirectory, TimeProvider time)
{
    // A guest that has said how it ended has nothing left to do; one whose process is gone has nothing left to say.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a guest to its end.</summary>
    /// <param name="assignment">What it is to do.</param>
    /// <param name="cancellationToken">A person ends it.</param>
    /// <exception cref="Protocol.TactusException">It could not be started: a missing control, secret, image or directory.</exception>
    public async Task<GuestEnding> RunAsync(GuestAssignment assignment, CancellationToken cancellationToken)
    {
        using SocketDirectory directory = SocketDirectory.Create(assignment.RunId);
        var launch = new GuestLaunch
        {
            RunId = assignment.RunId,
            GuestDirectory = guestDirectory,
            SocketDirectory = directory.Path,
            Limits = assignment.Limits,
        };

        // The engine needs longer for a container than the broker for its socket: both at once.
        Task<IGuestSandbox> preparing = Task.Run(() => assignment.Driver.PrepareAsync(launch, cancellationToken).AsTask(), CancellationToken.None);
        Task? removing = null;
        try
        {
            await using RunBroker broker = assignment.CreateBroker();
            await using BrokerSession session = await BrokerSession.StartAsync(
                broker, new BrokerSessionOptions { SocketPath = directory.SocketPath, Start = assignment.Start }, cancellationToken);
            directory.Admit();
            IGuestSandbox guest = await preparing;
            await assignment.OnPrepared(guest.Controls, cancellationToken);
            await guest.StartAsync(session.Token.Bytes, cancellationToken);
            GuestEnding ending = await WatchAsync(assignment, broker, session, guest, cancellationToken);

            // The effects of a lost guest go on to their end, to be recorded; a person may end that wait. What is left of the guest is
            // removed beside that: an engine takes its time for it.
            await using CancellationTokenRegistration impatience = cancellationToken.Register(session.Cancel);
            removing = guest.DisposeAsync().AsTask();
            await session.DisposeAsync();
            return ending;
        }
        finally
        {
            await (removing ?? DisposeAsync(preparing));
        }
    }

    private async Task<GuestEnding> WatchAsync(
        GuestAssignment assignment, RunBroker broker, BrokerSession session, IGuestSandbox guest, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(assignment.Timeout, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Task ended = Task.Delay(Timeout.InfiniteTimeSpan, over.Token);
        Task<GuestExit> exited = guest.WaitAsync(CancellationToken.None).AsTask();
        await Task.WhenAny(session.Completion, exited, ended);

        bool cancelled = cancellationToken.IsCancellationRequested && !session.Completion.IsCompleted && !exited.IsCompleted;
        bool timedOut = !cancelled && timeout.IsCancellationRequested && !session.Completion.IsCompleted && !exited.IsCompleted;
        if (cancelled || timedOut)
        {
            await guest.KillAsync();
            session.Cancel();
        }

        // A guest's last word and its end arrive in any order: each is given time after the other.
        await WithinGraceAsync(session.Completion);
        if (!session.Completion.IsCompleted)
        {
            session.Cancel();
        }

        SessionOutcome outcome = await session.Completion;
        if (outcome.End != SessionEnd.Finished)
        {
            await guest.KillAsync();
        }

        await WithinGraceAsync(exited);
        await over.CancelAsync();
        return new GuestEnding(
            outcome, exited.IsCompletedSuccessfully ? await exited : null, timedOut, cancelled, broker.Budget.Effects, broker.Budget.Models);
    }

    private Task WithinGraceAsync(Task task) => Task.WhenAny(task, Task.Delay(Grace, time));

    private static async Task DisposeAsync(Task<IGuestSandbox> preparing)
    {
        try
        {
            await using IGuestSandbox guest = await preparing;
        }
        catch (Exception error) when (error is Protocol.TactusException or OperationCanceledException)
        {
            // It was never made; whoever awaits the run gets the reason from there.
        }
    }
}
