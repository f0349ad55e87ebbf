using Tactus.Broker.Observing;
using Tactus.Broker.People;

namespace Tactus.Engine.Runs;

/// <summary>Who is there while a run is executed: who watches, who is told, who can be asked.</summary>
public sealed record RunSurroundings
{
    /// <summary>Watches. Default: nobody.</summary>
    public IRunObserver Observer { get; init; } = SilentObserver.Instance;

    /// <summary>Told what a person should know about the setting: another driver, a weaker control, a successor. Default: nobody.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>Asks people who are there now. Default: null, nobody is; a run that asks is suspended.</summary>
    public IHumanChannel? People { get; init; }

    /// <summary>True to wait in this process when a run waits for a time alone; false to end it suspended. Default: false.</summary>
    public bool WaitsForDueTimes { get; init; }
}
