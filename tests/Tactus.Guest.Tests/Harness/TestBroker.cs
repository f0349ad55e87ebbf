using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;

namespace Tactus.Guest.Tests.Harness;

/// <summary>A broker of one run: the real listener, with answers that the test gives.</summary>
internal sealed class TestBroker : BrokerServiceBase, IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tactus-guest-").FullName;
    private readonly TaskCompletionSource<StartRequest> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<FinishRequest> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StartResponse _start;
    private BrokerListener? _listener;

    private TestBroker(StartResponse start) => _start = start;

    /// <summary>The run's token.</summary>
    public byte[] Token { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Where it listens.</summary>
    public string SocketPath => Path.Combine(_directory, "broker.sock");

    /// <summary>What the guest said first.</summary>
    public Task<StartRequest> Started => _started.Task;

    /// <summary>What the guest said last.</summary>
    public Task<FinishRequest> Finished => _finished.Task;

    /// <summary>Answers effects.</summary>
    public Func<PerformRequest, Task<PerformResponse>> OnPerform { get; set; } =
        _ => throw new GrpcException(GrpcStatusCode.Unimplemented, "this test performs nothing");

    /// <summary>What Replay streams.</summary>
    public IEnumerable<ReplayEntry> History { get; set; } = [];

    /// <summary>Called when Finish arrives, before it is answered.</summary>
    public Action OnFinish { get; set; } = () => { };

    /// <summary>Every event, in the order in which it came.</summary>
    public ConcurrentQueue<Event> Events { get; } = new();

    /// <summary>Starts a broker that answers Start with <paramref name="start"/>.</summary>
    public static async Task<TestBroker> StartAsync(StartResponse start)
    {
        var broker = new TestBroker(start);
        broker._listener = await BrokerListener.StartAsync(broker.SocketPath, broker);
        return broker;
    }

    public override void Authenticate(BrokerCallContext context)
    {
        if (context.Authorization != "Bearer " + Convert.ToHexStringLower(Token))
        {
            throw new GrpcException(GrpcStatusCode.Unauthenticated, "the token is not this run's");
        }
    }

    public override Task<StartResponse> Start(StartRequest request, BrokerCallContext context)
    {
        _started.TrySetResult(request);
        return Task.FromResult(_start);
    }

    public override async Task Replay(ReplayRequest request, IServerStreamWriter<ReplayEntry> responses, BrokerCallContext context)
    {
        foreach (ReplayEntry entry in History)
        {
            await responses.WriteAsync(entry);
        }
    }

    public override Task<PerformResponse> Perform(PerformRequest request, BrokerCallContext context) => OnPerform(request);

    public override Task<EmitResponse> Emit(EmitRequest request, BrokerCallContext context)
    {
        foreach (Event one in request.Events)
        {
            Events.Enqueue(one);
        }

        return Task.FromResult(new EmitResponse());
    }

    public override Task<FinishResponse> Finish(FinishRequest request, BrokerCallContext context)
    {
        OnFinish();
        _finished.TrySetResult(request);
        return Task.FromResult(new FinishResponse());
    }

    /// <summary>Closes every connection, as a broker that dies does.</summary>
    public async Task VanishAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is { } listener)
        {
            await listener.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await VanishAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
