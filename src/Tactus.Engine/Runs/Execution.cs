using Tactus.Engine.Children;
using Tactus.Engine.Procedures;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Runs;

/// <summary>One life of a run: its record, what it executes, what it may, and under which epoch it writes its journal.</summary>
internal sealed record Execution
{
    /// <summary>The record, as the journal has it.</summary>
    public required RunRecord Record { get; init; }

    /// <summary>Fencing epoch of this life.</summary>
    public required long Epoch { get; init; }

    /// <summary>True when there are entries of an earlier life, or of the run that this one was forked from.</summary>
    public bool HasHistory { get; init; }

    /// <summary>What runs.</summary>
    public required ProcedureBundle Bundle { get; init; }

    /// <summary>Differences between the recorded files and the bundle, for a divergence; empty when there are none.</summary>
    public IReadOnlyList<string> ChangedLines { get; init; } = [];

    /// <summary>What it may.</summary>
    public required Grant Grant { get; init; }

    /// <summary>How the guest is confined.</summary>
    public required ISandboxDriver Driver { get; init; }

    /// <summary>True to perform no host effect.</summary>
    public bool DryRun { get; init; }

    /// <summary>The clock at the start of the first life: what Lua's <c>os.time</c> answers before the first effect.</summary>
    public required DateTimeOffset ClockStart { get; init; }

    /// <summary>How many runs stand above this one: 0 for a run that a person started.</summary>
    public int Depth { get; init; }

    /// <summary>The tree of runs that it belongs to; its children share it.</summary>
    public RunFamily Family { get; init; } = new();

    /// <summary>True to answer agents, models and tools from mocks. Default: false.</summary>
    public bool Mock { get; init; }

    /// <summary>What a test goes through instead of a plain run; null for a run.</summary>
    public MapValue? Test { get; init; }

    /// <summary>The run's id.</summary>
    public string RunId => Record.Id;
}
