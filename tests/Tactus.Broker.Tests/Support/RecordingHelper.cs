using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.Support;

/// <summary>A helper sandbox that runs nothing, remembers what it was asked, and answers as it was told.</summary>
internal sealed class RecordingHelper : IHelperSandbox
{
    public List<HelperCommand> Commands { get; } = [];

    public HelperResult Result { get; set; } = new(0, [], [], Truncated: false, TimedOut: false);

    public Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken)
    {
        Commands.Add(command);
        return Task.FromResult(Result);
    }

    public Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken) =>
        throw new NotSupportedException("no test of the broker keeps a program running");
}
