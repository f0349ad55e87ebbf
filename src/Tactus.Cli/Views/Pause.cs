namespace Tactus.Cli.Views;

/// <summary>A view that stands still until this is disposed.</summary>
internal sealed class Pause(Func<ValueTask> goOn) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => goOn();
}
