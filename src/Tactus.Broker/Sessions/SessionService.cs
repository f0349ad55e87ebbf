using Tactus.Broker.Branches;
using Tactus.Broker.Gate;
using Tactus.Protocol;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Sessions;

/// <summary>Holds a guest to the conversation: Start once, then effects and events, then Finish once; then the token is dead.</summary>
internal sealed class SessionService : BrokerServiceBase, IAsyncDisposable
{
    /// <summary>Broken calls after which the session ends. A sound guest makes none.</summary>
    private const int MaxBrokenCalls = 16;

    private const int MaxLockdownLines = 32;
    private const int MaxLockdownLine = 200;

    private readonly RunBroker _broker;
    private readonly BrokerSessionOptions _options;
    private readonly Lock _lock = new();
    private readonly CallGauge _calls = new();
    private readonly HeavyCalls _heavy = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SessionEnding _end;
    private string? _connection;
    private int _brokenCalls;
    private int _finished;
    private bool _disposed;

    public SessionService(RunBroker broker, BrokerSessionOptions options, RunToken token)
    {
        _broker = broker;
        _options = options;
        _end = new SessionEnding(broker.Clock, options.FinishGrace);
        Token = token;
    }

    public RunToken Token { get; }

    public IReadOnlyList<string> Lockdown { get; private set; } = [];

    public Task Started => _started.Task;

    public Task<SessionOutcome> Completion => _end.Completion;

    /// <inheritdoc/>
    public override void Authenticate(BrokerCallContext context)
    {
        if (!Token.Matches(context.Authorization) || _end.Completion.IsCompleted || Volatile.Read(ref _finished) != 0)
        {
            throw new GrpcException(GrpcStatusCode.Unauthenticated, "the token is missing, wrong or dead");
        }
    }

    /// <inheritdoc/>
    public override Task<StartResponse> Start(StartRequest request, BrokerCallContext context)
    {
        if (request.ProtocolVersion != 1)
        {
            throw new GrpcException(GrpcStatusCode.FailedPrecondition, "this broker speaks version 1 of the contract");
        }

        if (Interlocked.CompareExchange(ref _connection, context.ConnectionId, null) is not null)
        {
            throw Broken(ConversationException.OutOfOrder("the guest has started already"));
        }

        Lockdown =
        [
            .. request.Lockdown.Take(MaxLockdownLines)
                .Select(line => line.Length > MaxLockdownLine ? line[..MaxLockdownLine] : line)
                .Select(_broker.Redactor.Redact),
        ];
        _started.TrySetResult();

        // Whether there is a past, the broker knows best: it refuses effects before the past was read.
        StartResponse start = _options.Start.Clone();
        start.HasHistory = _broker.IsResumed;
        return Task.FromResult(start);
    }

    /// <inheritdoc/>
    public override async Task Replay(ReplayRequest request, IServerStreamWriter<ReplayEntry> responses, BrokerCallContext context)
    {
        RequireStarted(context);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _end.Over);
        await GuardAsync(request.CalculateSize(), async () =>
        {
            await _broker.Replay.StreamAsync(request, responses, ending.Token);
            return true;
        });
    }

    /// <inheritdoc/>
    public override async Task<PerformResponse> Perform(PerformRequest request, BrokerCallContext context)
    {
        RequireStarted(context);
        return await GuardAsync(request.CalculateSize(), async () =>
        {
            _broker.Replay.RequireRead();
            PerformResponse response = await _broker.Gate.PerformAsync(request, _ending.Token, _end.Over);
            if (response.Error is { Fatal: true } fatal)
            {
                _end.Expect(fatal);
            }

            return response;
        });
    }

    /// <inheritdoc/>
    public override async Task<EmitResponse> Emit(EmitRequest request, BrokerCallContext context)
    {
        RequireStarted(context);
        return await GuardAsync(request.CalculateSize(), async () =>
        {
            try
            {
                await _broker.Events.AcceptAsync(request, CancellationToken.None);
                return new EmitResponse();
            }
            catch (EffectException spent)
            {
                _end.Expect(new EffectError { Code = spent.Code, Message = spent.Message, Kind = spent.Kind, Mend = spent.Mend, Fatal = true });
                throw new GrpcException(GrpcStatusCode.ResourceExhausted, spent.Message);
            }
        });
    }

    /// <inheritdoc/>
    public override async Task<FinishResponse> Finish(FinishRequest request, BrokerCallContext context)
    {
        RequireStarted(context);
        return await GuardAsync(request.CalculateSize(), () =>
        {
            FinishRequest read = FinishReader.Read(request, _broker.Redactor);
            EffectWait? wait = read.Status == FinishRequest.Types.Status.Suspended ? RequireWait() : null;
            if (Interlocked.Exchange(ref _finished, 1) != 0)
            {
                throw ConversationException.OutOfOrder("the run has finished already");
            }

            _end.Finish(read, wait);
            return Task.FromResult(new FinishResponse());
        });
    }

    /// <inheritdoc/>
    public override void OnDisconnected(string connectionId)
    {
        if (connectionId == _connection)
        {
            _end.Lose();
        }
    }

    /// <inheritdoc/>
    public override void OnHandlerFault(BrokerCallContext context, Exception fault) => _broker.Observer.OnDefect(fault);

    /// <summary>Ends the session and cancels what is under way. Harmless when it has ended.</summary>
    public void Cancel()
    {
        _end.Cancel();
        lock (_lock)
        {
            if (!_disposed)
            {
                _ending.Cancel();
            }
        }
    }

    /// <summary>Kills the token and waits for what was begun.</summary>
    public async ValueTask DisposeAsync()
    {
        _end.Cancel();
        await _calls.CloseAsync();
        lock (_lock)
        {
            _disposed = true;
            _ending.Dispose();
            _heavy.Dispose();
            _end.Dispose();
        }
    }

    private void RequireStarted(BrokerCallContext context)
    {
        if (_connection is null)
        {
            throw Broken(ConversationException.OutOfOrder("the guest has not started"));
        }

        if (context.ConnectionId != _connection)
        {
            throw Broken(ConversationException.OutOfOrder("the run belongs to the connection that started it"));
        }
    }

    private async Task<T> GuardAsync<T>(int requestBytes, Func<Task<T>> call)
    {
        if (!_calls.TryEnter())
        {
            throw new GrpcException(GrpcStatusCode.Unauthenticated, "the run has ended");
        }

        try
        {
            return await _heavy.RunAsync(requestBytes, call, _ending.Token);
        }
        catch (ConversationException broken)
        {
            throw Broken(broken);
        }
        catch (TactusException failure)
        {
            _end.Fail(SessionEnd.JournalLost, failure);
            throw new GrpcException(GrpcStatusCode.Aborted, "the run's journal cannot be written", failure);
        }
        finally
        {
            _calls.Exit();
        }
    }

    private GrpcException Broken(ConversationException broken)
    {
        if (Interlocked.Increment(ref _brokenCalls) >= MaxBrokenCalls)
        {
            _end.Fail(SessionEnd.Misbehaved, new TactusException(
                "TAC3006", $"the guest broke the conversation {MaxBrokenCalls} times, the last time so: {broken.Message}",
                "if the guest is not under attack, this is a defect of Tactus; report it"));
        }

        return new GrpcException(broken.IsMalformed ? GrpcStatusCode.InvalidArgument : GrpcStatusCode.FailedPrecondition, broken.Message);
    }

    // What is under way might wait in its turn: only when nothing is, everything that the run waits for is known. What only waits, the guest gave up.
    private EffectWait RequireWait()
    {
        if (_broker.Book.IsBusy)
        {
            throw ConversationException.OutOfOrder("a run with effects under way is not suspended");
        }

        return EffectWait.Combine(_broker.Book.Waits) ?? throw ConversationException.OutOfOrder("nothing that the run asked for waits");
    }
}
