using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Support;

/// <summary>A broker whose Perform does what the effect's name says: "echo", "fail", "wait", and so on.</summary>
internal sealed class ScriptedBroker : BrokerServiceBase
{
    public static readonly byte[] Token = [.. Enumerable.Range(0, 32).Select(static number => (byte)number)];

    private static readonly byte[] Expected = System.Text.Encoding.ASCII.GetBytes("Bearer " + Convert.ToHexStringLower(Token));

    /// <summary>A stream that is asked for from here goes on until writing fails, whatever its token says.</summary>
    public const ulong Deaf = 1_000_000;

    public ConcurrentQueue<string> Handled { get; } = new();

    public ConcurrentQueue<Exception> Faults { get; } = new();

    public ConcurrentQueue<string> Connections { get; } = new();

    /// <summary>Completes when a handler of "wait" was entered.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the token of a handler of "wait" or of a stream was cancelled.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the failure of a write that nobody would have read.</summary>
    public TaskCompletionSource<GrpcException> Unread { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a connection has ended.</summary>
    public TaskCompletionSource Disconnected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Authenticate(BrokerCallContext context)
    {
        byte[] given = System.Text.Encoding.UTF8.GetBytes(context.Authorization ?? "");
        if (!CryptographicOperations.FixedTimeEquals(given, Expected))
        {
            throw new GrpcException(GrpcStatusCode.Unauthenticated, "the token is not this run's");
        }
    }

    public override Task<StartResponse> Start(StartRequest request, BrokerCallContext context)
    {
        Handled.Enqueue("Start");
        var response = new StartResponse { RunId = $"run of {request.LanguageVersion}", Seed = 7 };
        foreach (string line in request.Lockdown)
        {
            response.Env[line] = line;
        }

        return Task.FromResult(response);
    }

    public override async Task Replay(ReplayRequest request, IServerStreamWriter<ReplayEntry> responses, BrokerCallContext context)
    {
        Handled.Enqueue("Replay");
        if (request.FromDelivery == Deaf)
        {
            await WriteDeafAsync(responses);
            return;
        }

        for (ulong position = 1; position <= request.FromDelivery; position++)
        {
            await responses.WriteAsync(new ReplayEntry { Key = new EffectKey { Branch = "main", Position = position }, Kind = "file.read" });
        }

        if (request.FromDelivery == 3)
        {
            throw new GrpcException(GrpcStatusCode.DataLoss, "the journal ends in the middle") { StatusDetails = new byte[] { 1, 0, 255 } };
        }

        if (request.FromDelivery == 4)
        {
            await WaitAsync(context);
        }
    }

    private async Task WriteDeafAsync(IServerStreamWriter<ReplayEntry> responses)
    {
        try
        {
            for (ulong position = 1; position <= Deaf; position++)
            {
                await responses.WriteAsync(new ReplayEntry { Key = new EffectKey { Branch = "main", Position = position }, Kind = "file.read" }, CancellationToken.None);
            }
        }
        catch (GrpcException failure)
        {
            Unread.TrySetResult(failure);
        }
    }

    public override async Task<PerformResponse> Perform(PerformRequest request, BrokerCallContext context)
    {
        Handled.Enqueue(request.Name);
        switch (request.Name)
        {
            case "echo":
                return new PerformResponse { Result = request.Arguments, Delivery = request.Key?.Position ?? 0 };
            case "large":
                return new PerformResponse { Result = UnsafeByteOperations.UnsafeWrap(new byte[request.Attempt]) };
            case "fail":
                throw new GrpcException(GrpcStatusCode.FailedPrecondition, "100% nö, \"never\"\n") { StatusDetails = new byte[] { 9, 8, 7, 0 } };
            case "crash":
                throw new InvalidOperationException("the secret is 1234");
            case "metadata":
                context.ResponseTrailers.Add("x-seen", context.RequestMetadata.Get("x-sent") ?? "nothing");
                context.ResponseTrailers.Add("x-seen-bin", context.RequestMetadata.GetBinary("x-sent-bin") ?? []);
                throw new GrpcException(GrpcStatusCode.Aborted, context.RequestMetadata.Get("x-sent") ?? "nothing");
            case "timeout":
                return new PerformResponse { ClockUnixNanos = context.Timeout?.Ticks ?? -1 };
            default:
                await WaitAsync(context);
                throw new InvalidOperationException("waiting cannot end well");
        }
    }

    public override Task<EmitResponse> Emit(EmitRequest request, BrokerCallContext context)
    {
        Handled.Enqueue($"Emit {request.Events.Count}");
        return Task.FromResult(new EmitResponse());
    }

    public override void OnConnected(string connectionId) => Connections.Enqueue(connectionId);

    public override void OnDisconnected(string connectionId) => Disconnected.TrySetResult();

    public override void OnHandlerFault(BrokerCallContext context, Exception fault) => Faults.Enqueue(fault);

    private async Task WaitAsync(BrokerCallContext context)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
        Waiting.TrySetResult();
        await cancelled.Task;
        Cancelled.TrySetResult();
        context.CancellationToken.ThrowIfCancellationRequested();
    }
}
