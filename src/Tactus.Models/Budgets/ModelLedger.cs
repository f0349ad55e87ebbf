using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Policy.Grants;

namespace Tactus.Models.Budgets;

/// <summary>What the runs of one tree have used of their model budget. Thread-safe.</summary>
/// <remarks>A call may begin when what is used, what is set aside for calls under way, and what this call may use at most fit into the budget. Only an answer
/// without a limit of its own can be longer than what was set aside for it, and then nothing begins after it.</remarks>
public sealed class ModelLedger
{
    /// <summary>What is set aside for an answer whose length nobody limits, in tokens; with less than that left, the answer is limited to what is left.</summary>
    public const int UnboundedAnswer = 4096;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _runs = new(StringComparer.Ordinal);
    private ModelUsage _used = ModelUsage.None;
    private long _reservedTokens;
    private double _reservedDollars;

    /// <summary>What is used up so far.</summary>
    public ModelUsage Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>Marks a run as counted; false when it was before.</summary>
    public bool TryInclude(string runId)
    {
        lock (_lock)
        {
            return _runs.Add(runId);
        }
    }

    /// <summary>Adds what was used before, by an earlier execution or another run of the tree.</summary>
    public void Add(ModelUsage usage)
    {
        lock (_lock)
        {
            _used += usage;
        }
    }

    /// <summary>Sets aside what a call may use.</summary>
    /// <param name="models">The budget.</param>
    /// <param name="price">The model's price, or null when it is not known.</param>
    /// <param name="inputTokens">Estimated tokens of input.</param>
    /// <param name="maxTokens">Most tokens of the answer that the procedure allows, or null.</param>
    /// <exception cref="EffectException">It does not fit (TAC3805, TAC3806).</exception>
    internal Reservation Reserve(ModelGrant models, ModelPrice? price, long inputTokens, int? maxTokens)
    {
        lock (_lock)
        {
            long room = models.Tokens - _used.TotalTokens - _reservedTokens - inputTokens;
            if (room < (maxTokens ?? 1))
            {
                throw Spent(
                    "TAC3805", $"the call needs about {inputTokens + (maxTokens ?? 1)} tokens, and {Math.Max(0, room + inputTokens)} of the run's {models.Tokens} are left", "models.budget.tokens");
            }

            if (models.Dollars is { } dollars && price is not null)
            {
                double left = dollars - _used.CostUsd - _reservedDollars - price.Of(inputTokens, 0, 0);
                if (left < price.Of(0, 0, maxTokens ?? 1))
                {
                    throw Spent(
                        "TAC3806", FormattableString.Invariant($"the call may cost more than the run has left of its {dollars:0.######} USD ({_used.CostUsd:0.######} USD are spent)"),
                        "models.budget.usd");
                }

                room = price.Output > 0 ? (long)Math.Min(room, left / price.Of(0, 0, 1)) : room;
            }

            int? limit = maxTokens ?? (room < UnboundedAnswer ? (int)room : null);
            long output = limit ?? UnboundedAnswer;
            var reservation = new Reservation(inputTokens, output, price?.Of(inputTokens, 0, output) ?? 0, limit);
            _reservedTokens += reservation.InputTokens + reservation.OutputTokens;
            _reservedDollars += reservation.Dollars;
            return reservation;
        }
    }

    /// <summary>Puts what a call used in the place of what was set aside for it.</summary>
    internal void Settle(Reservation reservation, ModelUsage usage)
    {
        lock (_lock)
        {
            _reservedTokens -= reservation.InputTokens + reservation.OutputTokens;
            _reservedDollars -= reservation.Dollars;
            _used += usage;
        }
    }

    private static EffectException Spent(string code, string message, string key) =>
        new(code, EffectErrorKind.Budget, message, $"raise {key} in trusted YAML", fatal: true);
}
