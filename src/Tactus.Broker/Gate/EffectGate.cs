using Google.Protobuf;
using Tactus.Broker.Budgets;
using Tactus.Broker.Observing;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Gate;

/// <summary>The one gate that every effect of a run passes.</summary>
/// <remarks>The order is the promise: parse, position, budget, kind, arguments, grant, limits, intent, perform, redact, result, reply. The session has
/// authenticated the caller before. Thread-safe; effects of different branches may overlap.</remarks>
public sealed class EffectGate
{
    private const long NanosecondsPerTick = 100;

    private static readonly byte[] s_noArguments = Value.EmptyMap.Encode();

    private readonly RunContext _run;
    private readonly EffectTable _table;
    private readonly RunBudget _budget;
    private readonly BranchPositions _positions = new();
    private readonly TaskCompletionSource<EffectError> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence;
    private long _delivery;

    /// <summary>Creates the gate of one run.</summary>
    public EffectGate(RunContext run, EffectTable table, RunBudget budget)
    {
        _run = run;
        _table = table;
        _budget = budget;
    }

    /// <summary>Completes with the error that ended the run: a spent budget. Never completes otherwise.</summary>
    public Task<EffectError> Fatal => _fatal.Task;

    /// <summary>Judges an effect, performs it if it may be, records it, and answers.</summary>
    /// <param name="request">What the guest asks for.</param>
    /// <param name="cancellationToken">Ends the run, not the call: an effect goes on when its caller is gone.</param>
    /// <exception cref="ConversationException">The request is no effect, or out of its order. Nothing is recorded.</exception>
    /// <exception cref="TactusException">The journal cannot be written (TAC6xxx). The run cannot go on.</exception>
    public async ValueTask<PerformResponse> PerformAsync(PerformRequest request, CancellationToken cancellationToken)
    {
        if (_fatal.Task.IsCompletedSuccessfully)
        {
            return new PerformResponse { Error = await _fatal.Task };
        }

        EffectCall call = EffectCall.Parse(request, _run.RunId);
        _positions.Take(call.Key);
        try
        {
            return await JudgeAsync(call, cancellationToken);
        }
        finally
        {
            _positions.Release(call.Key);
        }
    }

    private async ValueTask<PerformResponse> JudgeAsync(EffectCall call, CancellationToken cancellationToken)
    {
        DateTimeOffset started = _run.Clock.GetUtcNow();
        JournalEntry entry = Begin(call, started);
        _run.Observer.OnEffectStarted(new EffectStarted(call.Key, entry.Kind, entry.Name));
        EffectError? error = null;
        bool hasIntent = false;
        try
        {
            // Charged before it is judged: a refusal is recorded too, and a procedure that asks in vain for ever must end.
            _budget.ChargeEffect();
            _budget.ChargeArguments(entry.Arguments.Length);
            IEffect effect = _table.Find(call.Kind).Parse(call);
            entry = entry with { Class = ClassName(effect.Class) };
            effect.Authorize();
            effect.Charge(_budget);
            if (_run.DryRun)
            {
                entry = entry with { Status = EntryStatus.Succeeded, Result = _run.Redactor.RedactAndEncode(effect.DryRunAnswer) };
            }
            else
            {
                if (effect.NeedsIntent)
                {
                    await AppendIntentAsync(entry, effect.DescribeIntent(), cancellationToken);
                    hasIntent = true;
                }

                Value answer = await effect.PerformAsync(cancellationToken);
                entry = entry with { Status = EntryStatus.Succeeded, Result = Bounded(_run.Redactor.RedactAndEncode(answer)) };
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error = Describe(new EffectException("TAC3003", EffectErrorKind.Cancelled, "the run is being ended", fatal: true));
            if (hasIntent)
            {
                // What was begun may have happened. The intent stands, so that a resume finds it and does not guess.
                return End(entry, error, started);
            }
        }
        catch (EffectException refusal)
        {
            error = Describe(refusal);
        }
        catch (Exception defect) when (defect is not (TactusException or OperationCanceledException))
        {
            // Its message may tell about the host, and the guest is not trusted with that.
            _run.Observer.OnDefect(defect);
            error = Describe(new EffectException(
                "TAC3002", EffectErrorKind.Failed, $"the broker failed at this effect ({defect.GetType().Name})",
                "this is a defect of Tactus; report it with the run's trace"));
        }

        if (error is not null)
        {
            entry = entry with
            {
                // A spent budget ends the run, and what could not be paid for is not kept either; the hash tells what it was.
                Arguments = error.Kind == EffectErrorKind.Budget ? s_noArguments : entry.Arguments,
                Status = hasIntent || error.Kind is EffectErrorKind.Failed or EffectErrorKind.Timeout ? EntryStatus.Failed : EntryStatus.Denied,
                Error = new EntryError(error.Code, error.Message, error.Kind, error.Retryable, error.Mend.Length == 0 ? null : error.Mend),
            };
        }

        entry = entry with { EndedAt = _run.Clock.GetUtcNow(), Delivery = Interlocked.Increment(ref _delivery) };
        _budget.NoteAnswer(entry.Result?.Length ?? 0);
        bool durable = hasIntent || (error is null && entry.Class != ClassName(EffectClass.Read));
        await _run.Store.AppendAsync(
            _run.RunId, _run.Epoch, new JournalWrite(entry, hasIntent), durable ? Durability.Flushed : Durability.Lazy, CancellationToken.None);
        return End(entry, error, started);
    }

    private PerformResponse End(JournalEntry entry, EffectError? error, DateTimeOffset started)
    {
        DateTimeOffset ended = entry.EndedAt ?? _run.Clock.GetUtcNow();
        _run.Observer.OnEffectEnded(new EffectEnded(entry.Key, entry.Kind, entry.Name, entry.Status, error?.Code, ended - started));
        var response = new PerformResponse
        {
            Delivery = (ulong)entry.Delivery,
            ClockUnixNanos = (ended - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick,
        };
        if (error is null)
        {
            response.Result = UnsafeByteOperations.UnsafeWrap(entry.Result);
            return response;
        }

        response.Error = error;
        if (error.Fatal)
        {
            _fatal.TrySetResult(error);
        }

        return response;
    }

    private JournalEntry Begin(EffectCall call, DateTimeOffset started) => new()
    {
        Key = call.Key,
        Sequence = Interlocked.Increment(ref _sequence),
        Kind = _run.Redactor.Redact(call.Kind),
        Name = _run.Redactor.Redact(call.Name),
        Class = ClassName(EffectClass.Read),
        ArgumentsHash = call.ArgumentsHash,
        Arguments = _run.Redactor.RedactAndEncode(call.Arguments),
        Status = EntryStatus.Intent,
        SourceFile = _run.Redactor.Redact(call.SourceFile),
        SourceLine = call.SourceLine,
        Attempt = call.Attempt,
        StartedAt = started,
    };

    private ValueTask AppendIntentAsync(JournalEntry entry, Value? note, CancellationToken cancellationToken)
    {
        JournalEntry intent = entry with { Result = note is null ? null : _run.Redactor.RedactAndEncode(note) };
        return _run.Store.AppendAsync(_run.RunId, _run.Epoch, new JournalWrite(intent, CompletesIntent: false), Durability.Flushed, cancellationToken);
    }

    private EffectError Describe(EffectException refusal) => new()
    {
        Code = refusal.Code,
        Kind = refusal.Kind,
        Message = _run.Redactor.Redact(refusal.Message),
        Mend = _run.Redactor.Redact(refusal.Mend),
        Retryable = refusal.Retryable,
        Fatal = refusal.Fatal,
    };

    // The guest refuses a message above the wire's limit; the answer is refused here, where the error can name the effect.
    private static byte[] Bounded(byte[] encoded) =>
        encoded.Length <= ValueLimits.Default.MaxBytes - 4096
            ? encoded
            : throw new EffectException(
                "TAC3004", EffectErrorKind.Failed, "the answer is larger than 16 MiB", "ask for less at a time");

    private static string ClassName(EffectClass effectClass) => effectClass switch
    {
        EffectClass.Once => "once",
        EffectClass.Idempotent => "idempotent",
        _ => "read",
    };
}
