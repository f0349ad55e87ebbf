using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.HostTools.Exec;

/// <summary>Stands before a program that would run on the bare host, where it could write a workspace that must not be written.</summary>
internal sealed class UnprotectedHelperSandbox(string tool) : IHelperSandbox
{
    /// <inheritdoc/>
    public Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken) =>
        Task.FromException<HelperResult>(ExecErrors.Unprotected(tool));

    /// <inheritdoc/>
    public Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken) =>
        Task.FromException<IHelperProcess>(ExecErrors.Unprotected(tool));
}
