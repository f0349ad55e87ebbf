using Tactus.Guest.Session;
using Tactus.Guest.Startup;
using Tactus.Protocol;
using Tactus.Protocol.Grpc.Client;

namespace Tactus.Guest;

/// <summary>The guest: runs one procedure for one broker, then ends. Moment one of the lock-down (early.c) is over when Main begins.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            if (arguments is not [string socketPath])
            {
                throw new TactusException("TAC2205", "the path of the broker's socket is the guest's only argument");
            }

            CompleteSocketsInline();
            KeepReceiveWindows();
            byte[] token = TokenReader.Read();
            BrokerClient broker = BrokerClient.Connect(socketPath, token);
            Array.Clear(token);
            broker.Disconnected.Register(GuestEnd.ConnectionLost);
            new GuestSession(broker).Run();
            GuestEnd.Finished();
        }
        catch (Exception error)
        {
            GuestEnd.Failed(error);
        }

        return ExitCodes.Defect;
    }

    // The client would widen the window of a fast stream up to 16 MiB, and hold that much of a journal that Lua has not come to yet.
    private static void KeepReceiveWindows() => AppContext.SetSwitch("System.Net.SocketsHttpHandler.Http2FlowControl.DisableDynamicWindowSizing", true);

    // The socket loop then reads an answer itself instead of waking a pool thread for it: half the CPU time of an effect. Only
    // this thread and Lua's ever wait for an answer, never the loop. The runtime offers no other switch than its environment.
    private static void CompleteSocketsInline() => Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
}
