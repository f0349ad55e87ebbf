using Tactus.Guest.Native;
using Tactus.Guest.Startup;
using Tactus.Protocol;
using Tactus.Protocol.Grpc;

namespace Tactus.Guest.Session;

/// <summary>Ends the guest. Whoever comes first decides how; nothing lingers.</summary>
internal static class GuestEnd
{
    private static readonly ManualResetEventSlim s_never = new(initialState: false);
    private static int s_ending;
    private static volatile bool s_finishing;

    /// <summary>Says that Finish is being sent: whether it is answered now decides how the process ends.</summary>
    /// <remarks>A broker may close the connection right behind its answer, and that must not count as a lost one.</remarks>
    public static void Finishing() => s_finishing = true;

    /// <summary>Ends the process once the broker knows how the procedure ended.</summary>
    public static void Finished() => Once(() => Libc.Exit(ExitCodes.Finished));

    /// <summary>Ends the process because the connection broke.</summary>
    public static void ConnectionLost()
    {
        if (!s_finishing)
        {
            Fail(ExitCodes.ConnectionLost, "TAC2206", "the connection to the broker is lost");
        }
    }

    /// <summary>Ends the process because of an error.</summary>
    public static void Failed(Exception error)
    {
        switch (error)
        {
            case GrpcException { Status: GrpcStatusCode.Unavailable } unavailable:
                Fail(ExitCodes.ConnectionLost, "TAC2206", unavailable.Detail);
                break;
            case GrpcException refused:
                Fail(ExitCodes.Refused, "TAC2207", $"the broker refused a call ({refused.Status}): {refused.Detail}");
                break;
            case TactusException known:
                Fail(ExitCodeOf(known.Code), known.Code, known.Message);
                break;
            default:
                Exception cause = error.GetBaseException();
                Fail(ExitCodes.Defect, "TAC2208", $"the guest has a defect: {cause.GetType().Name}: {cause.Message}");
                break;
        }
    }

    private static int ExitCodeOf(string code) => code is "TAC2201" or "TAC2202" or "TAC2203" ? ExitCodes.LockdownFailed : ExitCodes.Usage;

    private static void Fail(int exitCode, string code, string sentence) => Once(() =>
    {
        StandardError.Say(code, sentence);
        Libc.Exit(exitCode);
    });

    private static void Once(Action end)
    {
        if (Interlocked.Exchange(ref s_ending, 1) == 0)
        {
            end();
        }

        // Another thread is ending the process; this one must not run on meanwhile.
        s_never.Wait();
    }
}
