using Tactus.Broker.Agents;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Models.Answers;

/// <summary>An answer as the guest gets it and the journal keeps it, and what of it counts when a run goes on.</summary>
internal static class AnswerValue
{
    private const string Usage = "usage";
    private const string Input = "input_tokens";
    private const string Output = "output_tokens";
    private const string Cached = "cached_tokens";
    private const string Cost = "cost_usd";

    /// <summary>The value of an answer.</summary>
    /// <param name="key">Where the effect stands; names the turn.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="dollars">What it cost, or null when nobody knows.</param>
    public static MapValue Of(EntryKey key, ModelAnswer answer, double? dollars) => Value.MapOf(
        ("turn", Value.Of(AgentTurn.NameOf(key))),
        ("content", answer.Content.Length == 0 ? Value.Null : Value.Of(answer.Content)),
        ("tool_calls", Value.ListOf([.. answer.ToolCalls.Select(Of)])),
        ("finish_reason", Value.Of(answer.FinishReason)),
        ("model", Value.Of(answer.Model)),
        (Usage, Value.MapOf(
            (Input, Value.Of(answer.InputTokens)),
            (Output, Value.Of(answer.OutputTokens)),
            ("total_tokens", Value.Of(answer.InputTokens + answer.OutputTokens)),
            (Cached, Value.Of(answer.CachedTokens)),
            ("estimated", Value.Of(answer.IsEstimated)))),
        (Cost, dollars is { } cost ? Value.Of(cost) : Value.Null),
        ("retries", Value.Of((long)answer.Retries)));

    /// <summary>What a recorded answer used up; nothing for anything else.</summary>
    public static ModelUsage UsageOf(JournalEntry entry)
    {
        if (entry.Status != EntryStatus.Succeeded || entry.Result is null || Value.Decode(entry.Result) is not MapValue answer
            || !answer.TryGet(Usage, out Value? value) || value is not MapValue usage)
        {
            return ModelUsage.None;
        }

        double? cost = answer.TryGet(Cost, out Value? dollars) ? dollars switch
        {
            DoubleValue number => number.Content,
            IntegerValue number => number.Content,
            _ => null,
        } : null;
        return new ModelUsage
        {
            Calls = 1,
            UnpricedCalls = cost is null ? 1 : 0,
            InputTokens = CountOf(usage, Input),
            OutputTokens = CountOf(usage, Output),
            CachedTokens = CountOf(usage, Cached),
            CostUsd = cost ?? 0,
        };
    }

    private static MapValue Of(AnsweredTool call) => call.Arguments is { } arguments
        ? Value.MapOf(("id", Value.Of(call.Id)), ("name", Value.Of(call.Name)), ("arguments", arguments))
        : Value.MapOf(
            ("id", Value.Of(call.Id)), ("name", Value.Of(call.Name)), ("arguments_error", Value.Of(call.Problem ?? "")), ("raw", Value.Of(call.Raw ?? "")));

    private static long CountOf(MapValue usage, string name) => usage.TryGet(name, out Value? value) && value is IntegerValue number ? number.Content : 0;
}
