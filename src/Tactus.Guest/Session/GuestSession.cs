using System.Globalization;
using Tactus.Guest.Lockdown;
using Tactus.Guest.Probe;
using Tactus.Language.Running;
using Tactus.Lua;
using Tactus.Protocol;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.V1;
using Mode = Tactus.Protocol.V1.StartResponse.Types.Mode;

namespace Tactus.Guest.Session;

/// <summary>The conversation with the broker: asks what to do, locks down, does it, and tells how it ended.</summary>
internal sealed class GuestSession(BrokerClient broker)
{
    private const uint ProtocolVersion = 1;

    /// <summary>Runs from Start to Finish.</summary>
    /// <exception cref="Protocol.Grpc.GrpcException">A call failed.</exception>
    /// <exception cref="TactusException">The guest cannot lock itself down, or the broker asks for something unknown.</exception>
    public void Run()
    {
        StartResponse start = broker.StartAsync(CreateStart()).GetAwaiter().GetResult();
        ProcessorLimit.Apply(start.Limits?.CpuTimeMs ?? 0);
        Finish(start.Mode switch
        {
            Mode.Probe => FinishRequests.Of(ProbeReport.Run(() => SeccompLockdown.Apply(killsBlatant: false))),
            Mode.Run or Mode.Describe => RunProcedure(start),
            _ => throw new TactusException("TAC2209", $"the broker asks for mode {(int)start.Mode}, which this guest does not know"),
        });
    }

    private static StartRequest CreateStart() => new()
    {
        ProtocolVersion = ProtocolVersion,
        LanguageVersion = ProcedureRunner.LanguageVersion,
        Lockdown =
        {
            string.Create(CultureInfo.InvariantCulture, $"landlock: abi {EarlyLockdown.LandlockAbi()}"),
            $"executable memory: denied by {(EarlyLockdown.WriteExecuteDenied() == 1 ? "kernel and seccomp" : "seccomp")}",
            "seccomp: tsync",
        },
    };

    private FinishRequest RunProcedure(StartResponse start)
    {
        // Before the machine is made: not a byte of Lua, the prelude's included, is loaded with more rights than it runs with.
        SeccompLockdown.Apply(killsBlatant: true);
        ProcedureOutcome? outcome = null;
        LuaThread.Run(() =>
        {
            using var runner = new ProcedureRunner(start, new BrokerChannel(broker), new ProcedureRunnerOptions { OnOutOfBudget = EndOutOfBudget });
            outcome = runner.Run();
        });
        return FinishRequests.Of(outcome!);
    }

    private void EndOutOfBudget(OutOfBudgetReport report)
    {
        try
        {
            Finish(FinishRequests.Of(report));
            GuestEnd.Finished();
        }
        catch (Exception error)
        {
            // This thread belongs to the watchdog or stands inside Lua: nobody above it can take the exception.
            GuestEnd.Failed(error);
        }
    }

    private void Finish(FinishRequest finish)
    {
        GuestEnd.Finishing();
        broker.FinishAsync(finish).GetAwaiter().GetResult();
    }
}
