using Tactus.Broker.Gate;
using Tactus.Broker.Waiting;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>One question. Its answer is a row in the store before anybody acts on it; the first row wins, whoever writes it.</summary>
internal sealed class HumanAsk : IEffect
{
    /// <summary>The kind of the effect.</summary>
    public const string EffectKind = "human.ask";

    /// <summary>Who answers when the time is up. A person is always named with the way they answered, so none is called this.</summary>
    public const string TimeoutAnswerer = "timeout";

    private const string AnsweredAlready = "TAC6109";

    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(250);

    private readonly RunContext _run;
    private readonly EffectCall _call;
    private readonly Question _question;
    private readonly MapValue _asked;
    private readonly Lazy<DateTimeOffset?> _due;

    internal HumanAsk(RunContext run, EffectCall call, Question question, MapValue asked)
    {
        _run = run;
        _call = call;
        _question = question;
        _asked = asked;
        _due = new Lazy<DateTimeOffset?>(() => question.Timeout is { } timeout ? run.Clock.GetUtcNow() + timeout : null);
    }

    /// <inheritdoc/>
    public EffectClass Class => EffectClass.Idempotent;

    /// <inheritdoc/>
    public bool OnlyWaits => true;

    /// <inheritdoc/>
    public Value DryRunAnswer => _question.Default ?? Value.Null;

    /// <inheritdoc/>
    public void Authorize()
    {
    }

    /// <inheritdoc/>
    public Value? DescribeIntent() => Moment.Note(_due.Value);

    /// <inheritdoc/>
    public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => AnswerAsync(_due.Value, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken) => AnswerAsync(Moment.Read(note), cancellationToken);

    private async ValueTask<Value> AnswerAsync(DateTimeOffset? due, CancellationToken cancellationToken)
    {
        if (await LookAsync(due, cancellationToken) is { } there)
        {
            return there;
        }

        if (_run.People is { } channel && await AskAsync(channel, due, cancellationToken) is { } answer)
        {
            return answer;
        }

        // Somebody may have answered while the channel made up its mind: their run would then wait for nothing.
        return await LookAsync(due, cancellationToken) ?? throw new EffectSuspendedException(WaitsFor.Human, due);
    }

    // Until the channel answers, a row is there, or the time is up. The question is taken back before this returns.
    private async Task<Value?> AskAsync(IHumanChannel channel, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        var question = new HumanQuestion(_run.RunId, _call.Key, _call.Name, _asked, due, _call.SourceFile, _call.SourceLine);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<HumanAnswer?> asked = channel.AskAsync(question, asking.Token).AsTask();
        try
        {
            using var pace = new PeriodicTimer(s_lookEvery, _run.Clock);
            while (await Task.WhenAny(asked, pace.WaitForNextTickAsync(cancellationToken).AsTask()) != asked)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await LookAsync(due, cancellationToken) is { } there)
                {
                    return there;
                }
            }
        }
        finally
        {
            await asking.CancelAsync();
            await asked.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        if (await asked is not { } given)
        {
            return null;
        }

        if (AnswerCheck.FindProblem(_question, given.Value, out Value value) is { } problem)
        {
            throw new InvalidOperationException($"a channel answered with what its question does not take: {problem}");
        }

        return await KeepAsync(_run.Redactor.Redact(value), given.AnsweredBy);
    }

    // What is known now: a row, or the end of the time; null when there is still something to wait for.
    private async ValueTask<Value?> LookAsync(DateTimeOffset? due, CancellationToken cancellationToken)
    {
        if (await _run.Store.FindAnswerAsync(_run.RunId, _call.Key, cancellationToken) is { } row)
        {
            return Read(row);
        }

        return due <= _run.Clock.GetUtcNow() ? await KeepAsync(_question.Default ?? Value.Null, TimeoutAnswerer) : null;
    }

    private async ValueTask<Value> KeepAsync(Value value, string answeredBy)
    {
        var row = new RunAnswer(_run.RunId, _call.Key, value.Encode(), answeredBy, _run.Clock.GetUtcNow());
        try
        {
            await _run.Store.AnswerAsync(row, CancellationToken.None);
        }
        catch (TactusException taken) when (taken.Code == AnsweredAlready)
        {
            row = await _run.Store.FindAnswerAsync(_run.RunId, _call.Key, CancellationToken.None)
                ?? throw new InvalidOperationException("an answer that was there is gone", taken);
        }

        return Read(row);
    }

    private Value Read(RunAnswer row)
    {
        if (row.AnsweredBy == TimeoutAnswerer)
        {
            return _question.Default ?? throw new EffectException(
                "TAC3702", EffectErrorKind.Timeout, $"nobody answered within {_question.Timeout?.TotalSeconds ?? 0:0.###} s",
                "give the question a default, a longer timeout, or none", retryable: true);
        }

        return AnswerCheck.FindProblem(_question, Value.Decode(row.Value), out Value value) is { } problem
            ? throw new EffectException(
                "TAC3704", EffectErrorKind.Failed, $"the answer in the journal does not fit the question: {problem}",
                "it was written by another version; fork the run before this question and answer again")
            : value;
    }
}
