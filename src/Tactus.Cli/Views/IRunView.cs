using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>What a person or a program sees of a run while it goes on.</summary>
internal interface IRunView : IRunObserver, IAsyncDisposable
{
    /// <summary>Says something about the run's setting: the driver that was taken, a weaker one that was asked for.</summary>
    void Note(string line);

    /// <summary>Shows how it ended.</summary>
    ValueTask EndedAsync(RunRecord run);
}
