using System.Text;
using Tactus.Protocol;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Drivers.None;

/// <summary>A guest as a plain child process, which waits for its token from the moment it is prepared.</summary>
internal sealed class UnconfinedGuest(RunningProcess process, TailSink errors, IReadOnlyList<string> controls) : IGuestSandbox
{
    public IReadOnlyList<string> Controls { get; } = controls;

    public ValueTask StartAsync(ReadOnlyMemory<byte> token, CancellationToken cancellationToken)
    {
        try
        {
            process.WriteInput(token.Span);
            return ValueTask.CompletedTask;
        }
        catch (IOException error)
        {
            throw new TactusException(
                "TAC5131", $"The guest ended before it was given its token: {ErrorText()}", "tactus sandbox probe --driver none", inner: error);
        }
    }

    public async ValueTask<GuestExit> WaitAsync(CancellationToken cancellationToken)
    {
        ProcessExit exit = await process.Exited.WaitAsync(cancellationToken);
        return new GuestExit(exit.Code, OutOfMemory: false, DriverFailure: null, ErrorText());
    }

    public ValueTask KillAsync()
    {
        process.Kill();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.Exited;
    }

    private string ErrorText() => Encoding.UTF8.GetString(errors.Content);
}
