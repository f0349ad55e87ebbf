using Tactus.Journal;

namespace Tactus.Broker.Gate;

/// <summary>One effect on its way through the gate: what was asked, and its entry as far as it is known.</summary>
internal sealed class PendingEffect(EffectCall call, JournalEntry entry, bool isInDoubt)
{
    /// <summary>What was asked.</summary>
    public EffectCall Call { get; } = call;

    /// <summary>True when an earlier execution left its intent.</summary>
    public bool IsInDoubt { get; } = isInDoubt;

    /// <summary>The entry as it now is.</summary>
    public JournalEntry Entry { get; set; } = entry;

    /// <summary>True when an intent stands in the journal.</summary>
    public bool HasIntent { get; set; } = isInDoubt;
}
