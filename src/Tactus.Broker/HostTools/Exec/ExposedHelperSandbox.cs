using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.HostTools.Exec;

/// <summary>Stands before a program that would be shown a directory which holds Tactus's own: its configuration, journal or secrets.</summary>
internal sealed class ExposedHelperSandbox(string tool, string hostPath) : IHelperSandbox
{
    /// <inheritdoc/>
    public Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken) =>
        Task.FromException<HelperResult>(ExecErrors.Exposed(tool, hostPath));

    /// <inheritdoc/>
    public Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken) =>
        Task.FromException<IHelperProcess>(ExecErrors.Exposed(tool, hostPath));
}
