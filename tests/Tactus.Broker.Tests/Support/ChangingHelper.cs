using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.Support;

/// <summary>A real helper sandbox before which something is done, at the last moment at which anything of this program could notice.</summary>
/// <param name="change">What is done, and what becomes of the command.</param>
internal sealed class ChangingHelper(Func<HelperCommand, HelperCommand> change) : IHelperSandbox
{
    private readonly BubblewrapHelperSandbox _inner = new();

    public Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken) => _inner.RunAsync(change(command), cancellationToken);

    public Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken) =>
        _inner.StartAsync(change(command), output, cancellationToken);
}
