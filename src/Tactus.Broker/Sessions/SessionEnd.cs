namespace Tactus.Broker.Sessions;

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    /// <summary>The guest said how the procedure ended.</summary>
    Finished,

    /// <summary>A budget that the broker counts is spent, whatever the guest says.</summary>
    OutOfBudget,

    /// <summary>The guest's connection was lost before it finished.</summary>
    Disconnected,

    /// <summary>The guest broke the conversation too often.</summary>
    Misbehaved,

    /// <summary>The journal cannot be written, or another executor took the run over.</summary>
    JournalLost,

    /// <summary>The host ended it.</summary>
    Cancelled,
}
