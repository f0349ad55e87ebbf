// Proves that a listener is reachable for its owner alone, survives silence, cleans up behind itself and says clearly why it cannot start.
using System.Net.Sockets;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Grpc.Server;

public sealed class BrokerListenerTests
{
    [Fact]
    public async Task Silence_ends_no_connection()
    {
        // Kestrel's heartbeat comes once a second, and an idle connection that it wants to end does not outlive the second one.
        TimeSpan quiet = TimeSpan.FromSeconds(2.5);
        await using BrokerPair pair = await BrokerPair.StartAsync();
        await pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        var lost = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = pair.Client.Disconnected.Register(() => lost.TrySetResult());

        await Should.ThrowAsync<TimeoutException>(lost.Task.WaitAsync(quiet));

        await pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        pair.Broker.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_socket_has_its_mode_before_anybody_connects_and_is_gone_afterwards()
    {
        BrokerPair pair = await BrokerPair.StartAsync();
        UnixFileMode mode = File.GetUnixFileMode(pair.Listener.SocketPath);
        string path = pair.Listener.SocketPath;

        await pair.Listener.DisposeAsync();

        mode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Exists(path).ShouldBeFalse();
        Should.Throw<GrpcException>(() => BrokerClient.Connect(path, ScriptedBroker.Token)).Status.ShouldBe(GrpcStatusCode.Unavailable);
        await pair.DisposeAsync();
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_refused_with_its_code()
    {
        string path = Path.Combine(Path.GetTempPath(), new string('x', 120));

        TactusException error = await Should.ThrowAsync<TactusException>(BrokerListener.StartAsync(path, new ScriptedBroker()));

        error.Code.ShouldBe("TAC3090");
        error.Message.ShouldContain(path);
    }

    [Fact]
    public async Task A_path_that_is_taken_is_refused_and_left_as_it_is()
    {
        await using BrokerPair pair = await BrokerPair.StartAsync();

        TactusException error = await Should.ThrowAsync<TactusException>(BrokerListener.StartAsync(pair.Listener.SocketPath, new ScriptedBroker()));

        error.Code.ShouldBe("TAC3090");
        await pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
    }

    [Fact]
    public async Task A_peer_of_another_user_is_turned_away()
    {
        uint me = PeerUserIdOfThisProcess();
        await using BrokerPair stranger = await BrokerPair.StartAsync(new BrokerListenerOptions { PeerUserId = me + 1 });
        await using BrokerPair friend = await BrokerPair.StartAsync(new BrokerListenerOptions { PeerUserId = me });

        GrpcException refused = await Should.ThrowAsync<GrpcException>(stranger.Client.PerformAsync(new PerformRequest { Name = "echo" }));

        refused.Status.ShouldBe(GrpcStatusCode.Unavailable);
        stranger.Broker.Connections.ShouldBeEmpty();
        (await friend.Client.PerformAsync(new PerformRequest { Name = "echo" })).ShouldNotBeNull();
    }

    [Fact]
    public async Task Connections_above_the_limit_are_closed()
    {
        await using BrokerPair pair = await BrokerPair.StartAsync(new BrokerListenerOptions { MaxConnections = 2 });
        await pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        using var second = BrokerClient.Connect(pair.Listener.SocketPath, ScriptedBroker.Token);
        await second.PerformAsync(new PerformRequest { Name = "echo" });
        using var third = BrokerClient.Connect(pair.Listener.SocketPath, ScriptedBroker.Token);

        GrpcException refused = await Should.ThrowAsync<GrpcException>(third.PerformAsync(new PerformRequest { Name = "echo" }));

        refused.Status.ShouldBe(GrpcStatusCode.Unavailable);
        await pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
    }

    [Fact]
    public async Task A_call_without_the_right_token_never_reaches_a_handler()
    {
        await using BrokerPair pair = await BrokerPair.StartAsync();
        using var stranger = BrokerClient.Connect(pair.Listener.SocketPath, new byte[32]);

        GrpcException refused = await Should.ThrowAsync<GrpcException>(stranger.PerformAsync(new PerformRequest { Name = "echo" }));

        refused.Status.ShouldBe(GrpcStatusCode.Unauthenticated);
        pair.Broker.Handled.ShouldBeEmpty();
    }

    private static uint PeerUserIdOfThisProcess()
    {
        using var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        string path = Path.Combine(Directory.CreateTempSubdirectory("tactus-").FullName, "peer.sock");
        left.Bind(new UnixDomainSocketEndPoint(path));
        left.Listen();
        using var right = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        right.Connect(left.LocalEndPoint!);
        using Socket accepted = left.Accept();
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return PeerCredentials.UserIdOf(accepted);
    }
}
