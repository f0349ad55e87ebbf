using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Models.Pricing;
using Tactus.Models.Requests;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;
using Tactus.Protocol.Values;

namespace Tactus.Models.Budgets;

/// <summary>What is counted for a call whose answer was lost: nobody told what it used up, and it may be billed all the same.</summary>
internal static class LostUsage
{
    /// <summary>What was set aside for a call counts as used.</summary>
    public static ModelUsage Of(long inputTokens, long outputTokens, ModelPrice? price) => new()
    {
        InputTokens = inputTokens,
        OutputTokens = outputTokens,
        CostUsd = price?.Of(inputTokens, 0, outputTokens) ?? 0,
    };

    /// <summary>The same from the journal's entry of such a call.</summary>
    public static ModelUsage Of(JournalEntry entry, ModelGrant models)
    {
        ChatRequest request;
        try
        {
            request = ChatRequestReader.Read((MapValue)Value.Decode(entry.Arguments));
        }
        catch (EffectException)
        {
            // A redacted name may break a bound that it kept before.
            return Of(0, ModelLedger.UnboundedAnswer, price: null);
        }

        string id = entry.Name.Length > 0 ? entry.Name : models.Default ?? "";
        ModelPrice? price = ModelName.FindProblem(id) is null ? PriceTable.Find(models, id) : null;
        return Of(TokenEstimate.Of(request), request.MaxTokens ?? ModelLedger.UnboundedAnswer, price);
    }
}
