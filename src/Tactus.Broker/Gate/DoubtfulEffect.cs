using System.Globalization;
using Tactus.Broker.Branches;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Gate;

/// <summary>Settles an effect that an earlier execution began and did not live to answer. Stateless beside its run.</summary>
internal sealed class DoubtfulEffect(RunContext run, EntryLog log)
{
    /// <summary>Finds out what became of the effect, or does it again.</summary>
    /// <param name="pending">The effect; the attempt of its entry is set.</param>
    /// <param name="hold">Its position.</param>
    /// <param name="parse">Makes the effect; not called when a person knows that it happened.</param>
    /// <param name="ending">When it is given up.</param>
    /// <returns>The answer, not yet redacted.</returns>
    /// <exception cref="IntentStandsException">Something else is asked (TAC3610), or nobody knows whether it happened (TAC3611).</exception>
    /// <exception cref="EffectException">It was done again and failed.</exception>
    public async ValueTask<Value> SettleAsync(PendingEffect pending, PositionHold hold, Func<IEffect> parse, EffectEnding ending)
    {
        JournalEntry intent = pending.Entry;
        RequireSame(pending.Call, intent);
        bool wasOnce = intent.Class == EffectClassNames.Of(EffectClass.Once);
        Resolution? resolution = wasOnce ? await RequireResolutionAsync(intent, ending.Run) : null;
        if (resolution is { Happened: { } known })
        {
            return known;
        }

        // A tool that could be repeated then and cannot now is not repeated unasked either.
        IEffect effect = parse();
        if (!wasOnce && effect.Class == EffectClass.Once)
        {
            resolution = await RequireResolutionAsync(intent, ending.Run);
            if (resolution.Happened is { } value)
            {
                return value;
            }
        }

        await effect.AuthorizeAsync(ending.Run);
        pending.Entry = intent with { Attempt = intent.Attempt + 1 };
        if (resolution is not null)
        {
            // A person's word counts for the attempt that they spoke of. With this write the store forgets it, before the effect begins again:
            // it cannot excuse a third attempt.
            pending.Entry = pending.Entry with { Class = EffectClassNames.Of(EffectClass.Once) };
            await log.AppendIntentAsync(pending.Entry, renews: true, ending.Run);
        }

        // Nothing is charged: it was when it was begun.
        Value? note = intent.Result is null ? null : Value.Decode(intent.Result);
        return await ending.PerformAsync(effect, hold, token => effect.ResumeAsync(note, token));
    }

    private void RequireSame(EffectCall call, JournalEntry intent)
    {
        bool sameEffect = run.Redactor.Redact(call.Kind) == intent.Kind && run.Redactor.Redact(call.Name) == intent.Name;
        if (sameEffect && intent.ArgumentsHash.AsSpan().SequenceEqual(call.ArgumentsHash))
        {
            return;
        }

        string now = sameEffect ? "the same with other arguments" : Show(call.Kind, call.Name);
        throw new IntentStandsException(new EffectException(
            "TAC3610", EffectErrorKind.Invalid,
            $"the procedure went another way than its journal: at {Show(intent.Key)} it began {Show(intent)}, "
            + $"and now it asks for {now}, {Place(call.SourceFile, call.SourceLine)}",
            $"go on with the files as they were: tactus runs resume {run.RunId} --as-recorded; or fork the run: tactus runs fork {run.RunId} --at N --with FILE",
            fatal: true));
    }

    private IntentStandsException InDoubt(JournalEntry intent)
    {
        string entry = Show(intent.Key);
        return new IntentStandsException(new EffectException(
            "TAC3611", EffectErrorKind.InDoubt,
            $"nobody knows whether this happened before the run was interrupted: {entry} {Show(intent)}",
            $"find out, then: tactus runs resolve {run.RunId} --entry {entry} --happened '{{…}}' | --did-not-happen | --retry",
            fatal: true));
    }

    private async ValueTask<Resolution> RequireResolutionAsync(JournalEntry intent, CancellationToken cancellationToken)
    {
        RunAnswer? answer = await run.Store.FindAnswerAsync(run.RunId, intent.Key, cancellationToken);
        return (answer is null ? null : Resolution.Read(answer.Value)) ?? throw InDoubt(intent);
    }

    private static string Show(EntryKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Branch}:{key.Position}");

    private static string Show(JournalEntry entry) => $"{Show(entry.Kind, entry.Name)}, {Place(entry.SourceFile, entry.SourceLine)}";

    private static string Show(string kind, string name) => name.Length == 0 ? kind : $"{kind} {name}";

    private static string Place(string file, int line) =>
        file.Length == 0 ? "at an unknown place" : string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
}
