using System.Text;
using Tactus.Protocol;
using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Drivers.Bubblewrap;

/// <summary>A guest in a sandbox of bubblewrap, which waits for its token from the moment it is prepared.</summary>
internal sealed class BubblewrapGuest(BubblewrapProcess process, RunCgroup cgroup, TailSink errors, IReadOnlyList<string> controls) : IGuestSandbox
{
    public IReadOnlyList<string> Controls { get; } = controls;

    public ValueTask StartAsync(ReadOnlyMemory<byte> token, CancellationToken cancellationToken)
    {
        try
        {
            process.Outer.WriteInput(token.Span);
            return ValueTask.CompletedTask;
        }
        catch (IOException error)
        {
            throw new TactusException(
                "TAC5121", $"The guest ended before it was given its token: {ErrorText()}", "tactus sandbox probe --driver bubblewrap", inner: error);
        }
    }

    public async ValueTask<GuestExit> WaitAsync(CancellationToken cancellationToken)
    {
        ProcessExit exit = await process.Outer.Exited.WaitAsync(cancellationToken);
        return new GuestExit(exit.Code, cgroup.OutOfMemory, DriverFailure: null, ErrorText());
    }

    public ValueTask KillAsync()
    {
        process.Kill();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.Outer.Exited;
        process.Dispose();
        await cgroup.DisposeAsync();
    }

    private string ErrorText() => Encoding.UTF8.GetString(errors.Content);
}
