namespace Tactus.Journal;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>A guest runs.</summary>
    Running,

    /// <summary>It waits for a person, a time or a child.</summary>
    Suspended,

    /// <summary>The procedure returned.</summary>
    Succeeded,

    /// <summary>The procedure raised an error, or its output broke its schema.</summary>
    Failed,

    /// <summary>No sandbox, an untrusted file that widens, or a denied effect that was not caught.</summary>
    Refused,

    /// <summary>A side effect may or may not have happened.</summary>
    InDoubt,

    /// <summary>Guest, engine or host died.</summary>
    Interrupted,

    /// <summary>Wall clock.</summary>
    TimedOut,

    /// <summary>CPU time, effects, tokens, money or output.</summary>
    OutOfBudget,

    /// <summary>Memory.</summary>
    OutOfMemory,

    /// <summary>A person ended it.</summary>
    Cancelled,
}
