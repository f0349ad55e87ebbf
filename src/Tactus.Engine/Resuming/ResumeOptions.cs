using Tactus.Configuration.Loading;

namespace Tactus.Engine.Resuming;

/// <summary>How a run goes on.</summary>
public sealed record ResumeOptions
{
    /// <summary>True to take the procedure and its modules as they are on the disk now; false for those that were recorded. Default: false.</summary>
    public bool WithCurrentFiles { get; init; }

    /// <summary>What the command line sets. Default: nothing.</summary>
    public IReadOnlyList<FlagSetting> Flags { get; init; } = [];

    /// <summary>True when the command line said <c>--no-sandbox</c>. Default: false.</summary>
    public bool NoSandbox { get; init; }

    /// <summary>Configuration files that the command line trusts for this execution. Default: none.</summary>
    public IReadOnlyList<string> TrustedForThisRun { get; init; } = [];
}
