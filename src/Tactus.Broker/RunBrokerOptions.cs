using Tactus.Broker.Gate;
using Tactus.Broker.HostTools;
using Tactus.Broker.Runs;
using Tactus.Broker.Secrets;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker;

/// <summary>What the broker of one run is made from.</summary>
public sealed record RunBrokerOptions
{
    /// <summary>The run. Its redactor is made here, from the secrets that the grant names.</summary>
    public required RunContext Run { get; init; }

    /// <summary>The directory of the host that is <c>/workspace</c>, absolute; null for none.</summary>
    public string? WorkspacePath { get; init; }

    /// <summary>Where a staged workspace keeps its writes, absolute; needed with <c>workspace: staged</c>. Made when it is missing.</summary>
    public string? StagingPath { get; init; }

    /// <summary>Directories of the host that steer Tactus itself, absolute: hidden beneath every granted directory. Default: none.</summary>
    public IReadOnlyList<string> OwnDirectories { get; init; } = [];

    /// <summary>Where secrets are looked for. Default: nowhere.</summary>
    public SecretSources Secrets { get; init; } = new();

    /// <summary>Runs the programs of exec tools; null when the run has none, a call of one is refused then.</summary>
    public IHelperSandbox? Helpers { get; init; }

    /// <summary>Makes the kinds of effect beside the broker's own; a handler that can be disposed of is, with the broker. Default: none.</summary>
    public IReadOnlyList<EffectMaker> Effects { get; init; } = [];

    /// <summary>Absolute directory of the host that the procedure lies in; null when it lies nowhere.</summary>
    public string? ProcedureDirectory { get; init; }

    /// <summary>Host tools in place of declared ones of the same name. Default: none.</summary>
    internal IReadOnlyList<IHostTool> Tools { get; init; } = [];

    /// <summary>Runs that the run starts. Default: null, it can start none.</summary>
    public IChildRuns? Children { get; init; }

    /// <summary>Chance in [0, 1) for the jitter of retries. Default: the shared generator.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
