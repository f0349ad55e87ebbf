using System.Globalization;
using Google.Protobuf;
using Tactus.Guest.Lockdown;
using Tactus.Guest.Probe;
using Tactus.Protocol;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Guest.Session;

/// <summary>The conversation with the broker: asks what to do, locks down, does it, and tells how it ended.</summary>
internal sealed class GuestSession(BrokerClient broker)
{
    private const uint ProtocolVersion = 1;
    private const string LanguageVersion = "1.0";

    /// <summary>Runs from Start to Finish.</summary>
    /// <exception cref="Protocol.Grpc.GrpcException">A call failed.</exception>
    /// <exception cref="TactusException">The guest cannot lock itself down, or the broker asks for something unknown.</exception>
    public void Run()
    {
        StartResponse start = broker.StartAsync(CreateStart()).GetAwaiter().GetResult();
        ProcessorLimit.Apply(start.Limits?.CpuTimeMs ?? 0);
        FinishRequest finish = start.Mode switch
        {
            StartResponse.Types.Mode.Probe => Probe(),
            _ => throw new TactusException("TAC2209", "the broker asks for a mode that this guest does not know"),
        };
        broker.FinishAsync(finish).GetAwaiter().GetResult();
    }

    private static StartRequest CreateStart()
    {
        var request = new StartRequest { ProtocolVersion = ProtocolVersion, LanguageVersion = LanguageVersion };
        request.Lockdown.Add(string.Create(CultureInfo.InvariantCulture, $"landlock: abi {EarlyLockdown.LandlockAbi()}"));
        request.Lockdown.Add(EarlyLockdown.WriteExecuteDenied() == 1 ? "executable memory: denied by kernel and seccomp" : "executable memory: denied by seccomp");
        request.Lockdown.Add("seccomp: tsync");
        return request;
    }

    private static FinishRequest Probe()
    {
        Value report = ProbeReport.Run(() => SeccompLockdown.Apply(killsBlatant: false));
        return new FinishRequest { Status = FinishRequest.Types.Status.Succeeded, Output = ByteString.CopyFrom(report.Encode()) };
    }
}
