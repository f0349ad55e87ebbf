using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>What a person or a program sees of a run while it goes on.</summary>
internal interface IRunView : IRunObserver, IAsyncDisposable
{
    /// <summary>Says something about the run's setting: the driver that was taken, a weaker one that was asked for.</summary>
    void Note(string line);

    /// <summary>Stands still, so that a person can be asked; what happens meanwhile is shown afterwards.</summary>
    /// <returns>Goes on when it is disposed.</returns>
    ValueTask<IAsyncDisposable> PauseAsync();

    /// <summary>Shows how it ended.</summary>
    ValueTask EndedAsync(RunRecord run);
}
