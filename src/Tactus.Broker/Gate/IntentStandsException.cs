namespace Tactus.Broker.Gate;

/// <summary>A fatal error that answers no entry: the intent is left for a later execution, or for a person, to settle.</summary>
internal sealed class IntentStandsException(EffectException refusal) : Exception(refusal.Message, refusal)
{
    /// <summary>What the guest is told.</summary>
    public EffectException Refusal { get; } = refusal;
}
