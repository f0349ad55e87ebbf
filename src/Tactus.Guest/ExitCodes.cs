namespace Tactus.Guest;

/// <summary>Exit codes of the guest. The host takes the run's status from <c>Finish</c>; these only tell why there was none.</summary>
internal static class ExitCodes
{
    /// <summary>The broker has the run's end.</summary>
    public const int Finished = 0;

    /// <summary>The guest was started wrongly: arguments, token.</summary>
    public const int Usage = 2;

    /// <summary>The broker answered a call with a refusal.</summary>
    public const int Refused = 4;

    /// <summary>The connection to the broker broke or could not be made.</summary>
    public const int ConnectionLost = 6;

    /// <summary>The guest cannot lock itself down here. early.c uses the same number.</summary>
    public const int LockdownFailed = 70;

    /// <summary>A defect of the guest itself.</summary>
    public const int Defect = 71;
}
