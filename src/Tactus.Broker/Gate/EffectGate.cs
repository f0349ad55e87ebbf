using Tactus.Broker.Branches;
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
/// authenticated the caller before. An effect that an earlier execution left in doubt is settled by <see cref="DoubtfulEffect"/> instead. Thread-safe; effects of
/// different branches overlap.</remarks>
public sealed class EffectGate : IDisposable
{
    // Kind, name, place and branch travel with the answer on a replay, in one message.
    private const int RoomBesideAnswer = 64 * 1024;

    private static readonly byte[] s_noArguments = Value.EmptyMap.Encode();

    private readonly RunContext _run;
    private readonly EffectTable _table;
    private readonly RunBudget _budget;
    private readonly PositionBook _book;
    private readonly ResumedBranches _resumed;
    private readonly EntryLog _log;
    private readonly DoubtfulEffect _doubt;
    private readonly TaskCompletionSource<EffectError> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates the gate of one run.</summary>
    internal EffectGate(RunContext run, EffectTable table, RunBudget budget, PositionBook book)
    {
        _run = run;
        _table = table;
        _budget = budget;
        _book = book;
        _resumed = new ResumedBranches(run, book);
        _log = new EntryLog(run);
        _doubt = new DoubtfulEffect(run, _log);
    }

    /// <summary>Completes with the error that ended the run: a spent budget, a divergence, an effect in doubt. Never completes otherwise.</summary>
    public Task<EffectError> Fatal => _fatal.Task;

    /// <summary>Goes on after the entries of an earlier execution. Called before anything else.</summary>
    internal void StartAfter(RunCounts counts) => _log.StartAfter(counts);

    /// <summary>Judges an effect, performs it if it may be, records it, and answers.</summary>
    /// <param name="request">What the guest asks for.</param>
    /// <param name="cancellationToken">Ends the run, not the call: an effect goes on when its caller is gone.</param>
    /// <param name="sessionEnd">Ends what only waits. Default: never.</param>
    /// <exception cref="ConversationException">The request is no effect, or out of its order. Nothing is recorded.</exception>
    /// <exception cref="TactusException">The journal cannot be written (TAC6xxx). The run cannot go on.</exception>
    public async ValueTask<PerformResponse> PerformAsync(
        PerformRequest request, CancellationToken cancellationToken, CancellationToken sessionEnd = default)
    {
        if (_fatal.Task.IsCompletedSuccessfully)
        {
            return AnswerMessage.Of(await _fatal.Task, _run.Clock.GetUtcNow());
        }

        EffectCall call = EffectCall.Parse(request, _run.RunId);
        await _resumed.EnsureAsync(call.Key.Branch, cancellationToken);
        using PositionHold hold = _book.Take(call.Key, endsBranch: call.Kind == BranchEndHandler.Name);
        return await JudgeAsync(call, hold, new EffectEnding(cancellationToken, sessionEnd));
    }

    /// <inheritdoc/>
    public void Dispose() => _resumed.Dispose();

    private async ValueTask<PerformResponse> JudgeAsync(EffectCall call, PositionHold hold, EffectEnding ending)
    {
        DateTimeOffset started = _run.Clock.GetUtcNow();
        PendingEffect pending = await BeginAsync(call, hold, started, ending.Run);
        _run.Observer.OnEffectStarted(new EffectStarted(call.Key, pending.Entry.Kind, pending.Entry.Name));
        EffectError? error = null;
        try
        {
            Value answer = pending.IsInDoubt
                ? await _doubt.SettleAsync(pending, hold, () => _table.Find(call.Kind).Parse(call), ending)
                : await PerformAsync(pending, hold, ending);
            pending.Entry = pending.Entry with { Status = EntryStatus.Succeeded, Result = Bounded(_run.Redactor.RedactAndEncode(answer)) };
        }
        catch (EffectSuspendedException wait) when (pending.HasIntent)
        {
            Observe(pending.Entry, errorCode: null, started);
            hold.Suspend(new EffectWait(wait.Reason, wait.DueAt));
            return AnswerMessage.Of(wait, _run.Clock.GetUtcNow());
        }
        catch (IntentStandsException unsettled)
        {
            return LeaveIntent(pending.Entry, Describe(unsettled.Refusal), started);
        }
        catch (OperationCanceledException) when (ending.HasCome)
        {
            error = Describe(new EffectException("TAC3003", EffectErrorKind.Cancelled, "the run is being ended", fatal: true));
            if (pending.HasIntent)
            {
                // What was begun may have happened. The intent stands, so that a resume finds it and does not guess.
                return LeaveIntent(pending.Entry, error, started);
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

        return await AnswerAsync(pending, hold, error, started);
    }

    private async ValueTask<Value> PerformAsync(PendingEffect pending, PositionHold hold, EffectEnding ending)
    {
        // Charged before it is judged: a refusal is recorded too, and a procedure that asks in vain for ever must end.
        _budget.ChargeEffect();
        _budget.ChargeArguments(pending.Entry.Arguments.Length);
        IEffect effect = _table.Find(pending.Call.Kind).Parse(pending.Call);
        pending.Entry = pending.Entry with { Class = EffectClassNames.Of(effect.Class) };
        await effect.AuthorizeAsync(ending.Run);
        effect.Charge(_budget);
        if (_run.DryRun)
        {
            return effect.DryRunAnswer;
        }

        if (effect.OnlyWaits)
        {
            // Before its intent: a guest may end what encloses it at once, and a wait holds nothing up.
            hold.MarkWaiting();
        }

        if (effect.NeedsIntent)
        {
            JournalEntry intent = pending.Entry;
            Value? note = effect.DescribeIntent();
            intent = intent with { Result = note is null ? null : _run.Redactor.RedactAndEncode(note) };

            // Before the wait for the disk: who cancels that wait leaves an intent behind, which is on its way all the same.
            pending.HasIntent = true;
            await _log.AppendIntentAsync(intent, renews: false, ending.Run);
        }

        return await ending.PerformAsync(effect, hold, effect.PerformAsync);
    }

    private async ValueTask<PerformResponse> AnswerAsync(PendingEffect pending, PositionHold hold, EffectError? error, DateTimeOffset started)
    {
        JournalEntry entry = pending.Entry;
        if (error is not null)
        {
            entry = entry with
            {
                // A spent budget ends the run, and what could not be paid for is not kept either; the hash tells what it was.
                Arguments = error.Kind == EffectErrorKind.Budget ? s_noArguments : entry.Arguments,
                Status = pending.HasIntent || error.Kind is EffectErrorKind.Failed or EffectErrorKind.Timeout ? EntryStatus.Failed : EntryStatus.Denied,
                Result = null,
                Error = new EntryError(error.Code, error.Message, error.Kind, error.Retryable, error.Mend.Length == 0 ? null : error.Mend),
            };
        }

        _budget.NoteAnswer(entry.Result?.Length ?? 0);
        bool durable = pending.HasIntent || (error is null && entry.Class != EffectClassNames.Of(EffectClass.Read));
        entry = await _log.AppendAnswerAsync(entry, pending.HasIntent, durable ? Durability.Flushed : Durability.Lazy);
        if (error is null)
        {
            hold.Complete();
        }

        Observe(entry, error?.Code, started);
        if (error is { Fatal: true })
        {
            _fatal.TrySetResult(error);
        }

        return AnswerMessage.Of(entry, error?.Fatal ?? false);
    }

    private PerformResponse LeaveIntent(JournalEntry entry, EffectError error, DateTimeOffset started)
    {
        Observe(entry, error.Code, started);
        _fatal.TrySetResult(error);
        return AnswerMessage.Of(error, _run.Clock.GetUtcNow());
    }

    private void Observe(JournalEntry entry, string? errorCode, DateTimeOffset started) => _run.Observer.OnEffectEnded(
        new EffectEnded(entry.Key, entry.Kind, entry.Name, entry.Status, errorCode, (entry.EndedAt ?? _run.Clock.GetUtcNow()) - started));

    private async ValueTask<PendingEffect> BeginAsync(EffectCall call, PositionHold hold, DateTimeOffset started, CancellationToken cancellationToken)
    {
        JournalEntry? intent = hold.IsInDoubt ? await _run.Store.FindEntryAsync(_run.RunId, call.Key, cancellationToken) : null;
        return intent is null ? new PendingEffect(call, Describe(call, started), isInDoubt: false) : new PendingEffect(call, intent, isInDoubt: true);
    }

    private JournalEntry Describe(EffectCall call, DateTimeOffset started) => new()
    {
        Key = call.Key,
        Sequence = _log.NextSequence(),
        Kind = _run.Redactor.Redact(call.Kind),
        Name = _run.Redactor.Redact(call.Name),
        Class = EffectClassNames.Of(EffectClass.Read),
        ArgumentsHash = call.ArgumentsHash,
        Arguments = _run.Redactor.RedactAndEncode(call.Kind == BranchEndHandler.Name && call.Recorded is not null ? call.Recorded : call.Arguments),
        Status = EntryStatus.Intent,
        SourceFile = _run.Redactor.Redact(call.SourceFile),
        SourceLine = call.SourceLine,
        Attempt = call.Attempt,
        StartedAt = started,
    };

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
        encoded.Length <= ValueLimits.Default.MaxBytes - RoomBesideAnswer
            ? encoded
            : throw new EffectException(
                "TAC3004", EffectErrorKind.Failed, "the answer is larger than 16 MiB", "ask for less at a time");
}
