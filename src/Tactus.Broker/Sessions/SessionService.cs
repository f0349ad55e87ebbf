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
    private readonly TaskCompletionSource<SessionOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _connection;
    private EffectError? _fatal;
    private ITimer? _grace;
    private int _brokenCalls;
    private int _finished;
    private bool _disposed;

    public SessionService(RunBroker broker, BrokerSessionOptions options, RunToken token)
    {
        _broker = broker;
        _options = options;
        Token = token;
    }

    public RunToken Token { get; }

    public IReadOnlyList<string> Lockdown { get; private set; } = [];

    public Task Started => _started.Task;

    public Task<SessionOutcome> Completion => _completion.Task;

    /// <inheritdoc/>
    public override void Authenticate(BrokerCallContext context)
    {
        if (!Token.Matches(context.Authorization) || _completion.Task.IsCompleted || Volatile.Read(ref _finished) != 0)
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
        return Task.FromResult(_options.Start);
    }

    /// <inheritdoc/>
    public override Task Replay(ReplayRequest request, IServerStreamWriter<ReplayEntry> responses, BrokerCallContext context)
    {
        RequireStarted(context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<PerformResponse> Perform(PerformRequest request, BrokerCallContext context)
    {
        RequireStarted(context);
        return await GuardAsync(request.CalculateSize(), async () =>
        {
            PerformResponse response = await _broker.Gate.PerformAsync(request, _ending.Token);
            if (response.Error is { Fatal: true } fatal)
            {
                OnFatal(fatal);
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
                OnFatal(new EffectError { Code = spent.Code, Message = spent.Message, Kind = spent.Kind, Mend = spent.Mend, Fatal = true });
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
            if (Interlocked.Exchange(ref _finished, 1) != 0)
            {
                throw ConversationException.OutOfOrder("the run has finished already");
            }

            End(_fatal is { } fatal
                ? new SessionOutcome(SessionEnd.OutOfBudget, read, fatal)
                : new SessionOutcome(SessionEnd.Finished, read));
            return Task.FromResult(new FinishResponse());
        });
    }

    /// <inheritdoc/>
    public override void OnDisconnected(string connectionId)
    {
        if (connectionId == _connection)
        {
            End(_fatal is { } fatal
                ? new SessionOutcome(SessionEnd.OutOfBudget, Fatal: fatal)
                : new SessionOutcome(SessionEnd.Disconnected));
        }
    }

    /// <inheritdoc/>
    public override void OnHandlerFault(BrokerCallContext context, Exception fault) => _broker.Observer.OnDefect(fault);

    /// <summary>Ends the session and cancels what is under way. Harmless when it has ended.</summary>
    public void Cancel()
    {
        End(new SessionOutcome(SessionEnd.Cancelled));
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
        End(new SessionOutcome(SessionEnd.Cancelled));
        await _calls.CloseAsync();
        lock (_lock)
        {
            _disposed = true;
            _ending.Dispose();
            _heavy.Dispose();
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
            End(new SessionOutcome(SessionEnd.JournalLost, Failure: failure));
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
            End(new SessionOutcome(SessionEnd.Misbehaved, Failure: new TactusException(
                "TAC3006", $"the guest broke the conversation {MaxBrokenCalls} times, the last time so: {broken.Message}",
                "if the guest is not under attack, this is a defect of Tactus; report it")));
        }

        return new GrpcException(broken.IsMalformed ? GrpcStatusCode.InvalidArgument : GrpcStatusCode.FailedPrecondition, broken.Message);
    }

    // The guest learns of a spent budget with its answer and is expected to finish. One that does not is ended by the host.
    private void OnFatal(EffectError fatal)
    {
        if (fatal.Kind == EffectErrorKind.Budget && Interlocked.CompareExchange(ref _fatal, fatal, null) is null)
        {
            _grace = _broker.Clock.CreateTimer(
                _ => End(new SessionOutcome(SessionEnd.OutOfBudget, Fatal: fatal)), null, _options.FinishGrace, Timeout.InfiniteTimeSpan);
        }
    }

    private void End(SessionOutcome outcome)
    {
        if (_completion.TrySetResult(outcome))
        {
            _grace?.Dispose();
        }
    }
}
