namespace Tactus.Broker.Branches;

/// <summary>One open branch, as the <see cref="PositionBook"/> holds it; guarded by the book's lock.</summary>
internal sealed class Branch
{
    /// <summary>Its name.</summary>
    public required string Path { get; init; }

    /// <summary>True when an entry opened it: it has an end of its own, and counts towards the limit.</summary>
    public bool IsOpenedByEntry { get; init; }

    /// <summary>The position that it asks for next.</summary>
    public long Next { get; set; } = 1;

    /// <summary>The position at which an earlier execution stood, the only one with a past behind it; 0 when the branch has none.</summary>
    public long ResumesAt { get; init; }

    /// <summary>True when the entry at <see cref="ResumesAt"/> was begun and not answered.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>True while an effect is under way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>True when the effect under way does nothing but wait.</summary>
    public bool OnlyWaits { get; set; }

    /// <summary>What its last effect waits for, or null.</summary>
    public EffectWait? Wait { get; set; }

    /// <summary>Name of the open checkpoint directly inside, or null.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>Name of the branch that the effect under way will open once it is recorded, or null.</summary>
    public string? Opening { get; set; }

    /// <summary>True when the effect under way is the branch's last.</summary>
    public bool IsEnding { get; set; }
}
