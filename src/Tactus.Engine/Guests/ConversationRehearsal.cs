using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;
using Tactus.Sandbox.Directories;

namespace Tactus.Engine.Guests;

/// <summary>Goes once through the conversation of a guest and a broker, on a socket of its own, while the run is still being planned.</summary>
/// <remarks>
/// The first call through the layers of the server takes a fresh process longer than a guest takes to start. Nothing is kept of a
/// rehearsal but that this code is ready when the guest calls.
/// </remarks>
internal static class ConversationRehearsal
{
    private const int TokenBytes = 32;

    /// <summary>Rehearses. Never fails: what goes wrong here goes wrong in the run, where it is told.</summary>
    public static async Task RunAsync(TimeProvider time)
    {
        try
        {
            // A run's directory, so that what a killed process leaves of it is swept like a run's.
            using SocketDirectory directory = SocketDirectory.Create(new RunIds(time).Create());
            await using BrokerListener listener = await BrokerListener.StartAsync(directory.SocketPath, new RehearsalBroker());
            using BrokerClient guest = BrokerClient.Connect(directory.SocketPath, new byte[TokenBytes]);
            await guest.StartAsync(new StartRequest());
            await guest.PerformAsync(new PerformRequest { Key = new EffectKey() });
            await guest.FinishAsync(new FinishRequest());
        }
        catch (Exception error) when (error is TactusException or GrpcException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return;
        }
    }
}
