using Tactus.Broker.Budgets;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Gate;

/// <summary>One effect whose arguments are well formed. The gate calls the members in the order in which they stand here.</summary>
public interface IEffect
{
    /// <summary>What a crash in its middle means; decides what is durable when.</summary>
    EffectClass Class { get; }

    /// <summary>True when an intent must be on disk before it starts. Default: all but reads.</summary>
    bool NeedsIntent => Class != EffectClass.Read;

    /// <summary>True when nothing is done while it is under way: it is given up with the session, and asked again by the next. Default: false.</summary>
    bool OnlyWaits => false;

    /// <summary>What a dry run answers instead. Default: null.</summary>
    Value DryRunAnswer => Value.Null;

    /// <summary>Holds the effect against the grant.</summary>
    /// <exception cref="EffectException">It is not granted; kind <see cref="EffectErrorKind.Denied"/>.</exception>
    void Authorize();

    /// <summary>Holds the effect against the grant, where that needs a look into the journal. Default: <see cref="Authorize"/>.</summary>
    /// <exception cref="EffectException">It is not granted; kind <see cref="EffectErrorKind.Denied"/>.</exception>
    ValueTask AuthorizeAsync(CancellationToken cancellationToken)
    {
        Authorize();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes what the effect uses up, beyond the one effect that the gate counts. Default: nothing.</summary>
    /// <exception cref="EffectException">A budget is spent; kind <see cref="EffectErrorKind.Budget"/>, fatal.</exception>
    void Charge(RunBudget budget)
    {
    }

    /// <summary>What the intent must remember so that the effect can be repeated after a crash, or null. Default: null.</summary>
    Value? DescribeIntent() => null;

    /// <summary>Performs it and returns the answer, not yet redacted.</summary>
    /// <exception cref="EffectException">It failed.</exception>
    /// <exception cref="EffectSuspendedException">It waits; its intent stands.</exception>
    ValueTask<Value> PerformAsync(CancellationToken cancellationToken);

    /// <summary>Performs it again after an execution that ended between its intent and its answer. Default: <see cref="PerformAsync"/>.</summary>
    /// <param name="note">What <see cref="DescribeIntent"/> noted then, or null.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="EffectException">It failed.</exception>
    /// <exception cref="EffectSuspendedException">It waits; its intent stands.</exception>
    ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken) => PerformAsync(cancellationToken);
}
