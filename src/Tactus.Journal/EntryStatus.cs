namespace Tactus.Journal;

/// <summary>Where an entry stands.</summary>
public enum EntryStatus
{
    /// <summary>Begun; the answer is not known.</summary>
    Intent,

    /// <summary>Answered with a result.</summary>
    Succeeded,

    /// <summary>Answered with an error of what was performed.</summary>
    Failed,

    /// <summary>Refused by the gate; nothing was performed.</summary>
    Denied,
}
