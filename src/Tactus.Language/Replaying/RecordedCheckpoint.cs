namespace Tactus.Language.Replaying;

/// <summary>What the journal knows of a checkpoint.</summary>
internal enum RecordedCheckpoint
{
    /// <summary>It has no entry: its function runs, or runs again.</summary>
    NotEnded,

    /// <summary>It has an entry: its function is not entered.</summary>
    Ended,

    /// <summary>Its branch ended inside of it: the task stands still until it is cancelled, as it was then.</summary>
    GivenUp,
}
