using Tactus.Broker.Observing;
using Tactus.Broker.People;
using Tactus.Broker.Secrets;
using Tactus.Journal;
using Tactus.Policy.Grants;

namespace Tactus.Broker.Gate;

/// <summary>What the broker knows of the run it serves. Immutable.</summary>
public sealed record RunContext
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Fencing epoch of this executor; every journal write names it.</summary>
    public required long Epoch { get; init; }

    /// <summary>The resolved policy.</summary>
    public required Grant Grant { get; init; }

    /// <summary>Where effects and events are recorded.</summary>
    public required IRunStore Store { get; init; }

    /// <summary>Knows the secrets that the grant names. Default: none.</summary>
    public Redactor Redactor { get; init; } = Redactor.None;

    /// <summary>The one clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Watches the run. Default: nobody.</summary>
    public IRunObserver Observer { get; init; } = SilentObserver.Instance;

    /// <summary>Asks people who are there now. Default: null, nobody is.</summary>
    public IHumanChannel? People { get; init; }

    /// <summary>True when the run has entries of an earlier execution. Default: false.</summary>
    public bool IsResumed { get; init; }

    /// <summary>True to judge and record every effect, and to perform none. Default: false.</summary>
    public bool DryRun { get; init; }
}
