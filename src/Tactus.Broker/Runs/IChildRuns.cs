using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Runs;

/// <summary>Runs that a run starts. Thread-safe.</summary>
public interface IChildRuns
{
    /// <summary>Starts a run beside this one, or finds the one that the same entry started before.</summary>
    /// <param name="key">The entry that starts it; its id follows from it.</param>
    /// <param name="procedure">Name of a procedure in the run's file, or path of a module of its bundle.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Ends the parent.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="Gate.EffectException">It cannot be started (TAC6320 to TAC6322, TAC6326).</exception>
    ValueTask<string> StartAsync(EntryKey key, string procedure, MapValue input, CancellationToken cancellationToken);

    /// <summary>Waits for children while they run here.</summary>
    /// <param name="ids">The children.</param>
    /// <param name="all">True to wait for every one of them, false for the first.</param>
    /// <param name="cancellationToken">Ends the parent.</param>
    /// <returns>Where each stands, in the order of <paramref name="ids"/>.</returns>
    /// <exception cref="Gate.EffectException">One of them is no child of this run (TAC6323).</exception>
    /// <exception cref="Gate.EffectSuspendedException">Those that are waited for wait themselves.</exception>
    ValueTask<IReadOnlyList<ChildRunState>> AwaitAsync(IReadOnlyList<string> ids, bool all, CancellationToken cancellationToken);
}
