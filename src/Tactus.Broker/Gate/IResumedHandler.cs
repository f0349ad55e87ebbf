namespace Tactus.Broker.Gate;

/// <summary>A kind of effect that remembers across effects, and takes that memory from the journal when a run goes on.</summary>
public interface IResumedHandler : IEffectHandler
{
    /// <summary>Reads what an earlier execution left. Called once, before the first effect, for a run that has a history.</summary>
    /// <exception cref="Protocol.TactusException">The journal cannot be read (TAC6xxx).</exception>
    ValueTask StartAfterAsync(CancellationToken cancellationToken);
}
