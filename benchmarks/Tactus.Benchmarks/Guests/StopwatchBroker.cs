using System.Diagnostics;
using Tactus.Benchmarks.Processes;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Benchmarks.Guests;

/// <summary>A broker that answers every effect at once, and notes when the first came and how large the guest is at its end.</summary>
/// <param name="start">What the guest is told.</param>
internal sealed class StopwatchBroker(StartResponse start) : BrokerServiceBase
{
    private static readonly byte[] s_answer = Value.MapOf(("ok", Value.True)).Encode();

    private readonly TaskCompletionSource<FinishRequest> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _firstEffect;

    /// <summary>The guest's process, set before its token is handed over.</summary>
    public int Guest { get; set; }

    /// <summary>When the first effect arrived (timestamp).</summary>
    public long FirstEffect => Volatile.Read(ref _firstEffect);

    /// <summary>Most memory of the guest, in KiB, seen while it waits for the answer to its last call.</summary>
    public long PeakMemory { get; private set; }

    /// <summary>Completes with how the guest ended.</summary>
    public Task<FinishRequest> Finished => _finished.Task;

    /// <inheritdoc/>
    public override void Authenticate(BrokerCallContext context)
    {
        // Whoever reaches the socket is the guest that was started for it: the token is the real broker's business.
    }

    /// <inheritdoc/>
    public override Task<StartResponse> Start(StartRequest request, BrokerCallContext context) => Task.FromResult(start);

    /// <inheritdoc/>
    public override Task<PerformResponse> Perform(PerformRequest request, BrokerCallContext context)
    {
        if (_firstEffect == 0)
        {
            Volatile.Write(ref _firstEffect, Stopwatch.GetTimestamp());
        }

        return Task.FromResult(new PerformResponse { Result = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(s_answer) });
    }

    /// <inheritdoc/>
    public override Task<EmitResponse> Emit(EmitRequest request, BrokerCallContext context) => Task.FromResult(new EmitResponse());

    /// <inheritdoc/>
    public override Task<FinishResponse> Finish(FinishRequest request, BrokerCallContext context)
    {
        PeakMemory = ProcessMemory.Peak(Guest);
        _finished.TrySetResult(request);
        return Task.FromResult(new FinishResponse());
    }
}
