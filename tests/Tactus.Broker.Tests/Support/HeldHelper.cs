using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.Support;

/// <summary>A helper sandbox whose program runs until it is let go.</summary>
internal sealed class HeldHelper : IHelperSandbox
{
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Running => _running.Task;

    public void Release() => _released.TrySetResult();

    public async Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken)
    {
        _running.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        return new HelperResult(0, [], [], Truncated: false, TimedOut: false);
    }

    public Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken) =>
        throw new NotSupportedException("no test of the broker keeps a program running");
}
