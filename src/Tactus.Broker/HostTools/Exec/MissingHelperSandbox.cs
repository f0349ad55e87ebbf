using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.HostTools.Exec;

/// <summary>Stands where a broker was given no helper sandbox: every call says so.</summary>
internal sealed class MissingHelperSandbox(string tool) : IHelperSandbox
{
    /// <inheritdoc/>
    public Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken) =>
        Task.FromException<HelperResult>(ExecErrors.NoSandbox(tool));

    /// <inheritdoc/>
    public Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken) =>
        Task.FromException<IHelperProcess>(ExecErrors.NoSandbox(tool));
}
