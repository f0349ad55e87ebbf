using System.Text;
using Microsoft.Extensions.AI;
using Tactus.Models.Budgets;
using Tactus.Models.Failures;
using Tactus.Models.Providers;
using Tactus.Models.Requests;

namespace Tactus.Models.Answers;

/// <summary>Puts an answer together from its pieces.</summary>
/// <param name="provider">The provider's name, for failures.</param>
/// <param name="request">What was asked, for the estimate when the provider counts nothing.</param>
/// <param name="model">The model's name, for an answer that names none.</param>
internal sealed class AnswerCollector(string provider, ChatRequest request, string model)
{
    private const long MostTokens = 1L << 40;

    private readonly StringBuilder _text = new();
    private readonly List<AnsweredTool> _calls = [];
    private UsageDetails? _usage;
    private string? _model;
    private string? _reason;

    /// <summary>Tokens of what has come so far, by estimate.</summary>
    public long ReceivedTokens => TokenEstimate.Of(_text.ToString());

    /// <summary>Adds a piece; returns the text that it adds.</summary>
    /// <exception cref="ModelCallException">It is no piece of an answer (TAC3814, TAC3817).</exception>
    public string Add(ChatResponseUpdate update)
    {
        _model = update.ModelId ?? _model;
        _reason = update.FinishReason?.Value ?? _reason;
        string text = update.Text;
        _text.Append(text);
        foreach (AIContent content in update.Contents)
        {
            switch (content)
            {
                case FunctionCallContent call:
                    _calls.Add(Read(call));
                    break;
                case UsageContent usage:
                    // Later counts replace earlier ones: both vendors send totals.
                    _usage = usage.Details;
                    break;
                case ErrorContent error:
                    throw ModelFailures.Refused(provider, System.Net.HttpStatusCode.InternalServerError, error.Message ?? "", retryAfter: null);
            }
        }

        return text;
    }

    /// <summary>The whole answer.</summary>
    /// <exception cref="ModelCallException">It has no end (TAC3818).</exception>
    public ModelAnswer Complete()
    {
        string reason = _reason ?? throw ModelFailures.Cut(provider);
        string text = _text.ToString();
        bool counted = _usage is { InputTokenCount: not null } or { OutputTokenCount: not null } && IsCount(_usage.InputTokenCount) && IsCount(_usage.OutputTokenCount);
        return new ModelAnswer
        {
            Content = text,
            ToolCalls = _calls,
            FinishReason = _calls.Count > 0 ? "tool_calls" : NameOf(reason),
            Model = _model ?? model,
            InputTokens = counted ? Bounded(_usage!.InputTokenCount) : TokenEstimate.Of(request),
            OutputTokens = counted ? Bounded(_usage!.OutputTokenCount) : TokenEstimate.Of(text) + _calls.Sum(call => TokenEstimate.Of(call.Name + call.Arguments + call.Raw)),
            CachedTokens = counted ? Math.Max(0, Bounded(_usage!.CachedInputTokenCount)) : 0,
            IsEstimated = !counted,
        };
    }

    // A server that counts below nothing would give a budget back, that of other providers too.
    private static bool IsCount(long? count) => count is null or >= 0;

    // No sum of such counts overflows.
    private static long Bounded(long? count) => Math.Min(count ?? 0, MostTokens);

    private static string NameOf(string reason) => reason is "length" or "content_filter" or "tool_calls" ? reason : "stop";

    private AnsweredTool Read(FunctionCallContent call)
    {
        if (string.IsNullOrEmpty(call.Name))
        {
            throw ModelFailures.Malformed(provider, "it asks for a tool without a name");
        }

        string id = string.IsNullOrEmpty(call.CallId) ? $"call_{_calls.Count + 1}" : call.CallId;
        id = _calls.Exists(other => other.Id == id) ? $"{id}_{_calls.Count + 1}" : id;
        if (call.Exception is { } problem)
        {
            return new AnsweredTool(id, call.Name, null, Describe(problem), call.RawRepresentation as string ?? "");
        }

        try
        {
            return new AnsweredTool(id, call.Name, ToolArgumentsJson.ToValue(call.Arguments), null, null);
        }
        catch (FormatException unusable)
        {
            return new AnsweredTool(id, call.Name, null, Describe(unusable), call.RawRepresentation as string ?? ToolArgumentsJson.ToJson(call.Arguments));
        }
    }

    private static string Describe(Exception problem)
    {
        Exception cause = problem is FormatException ? problem : problem.InnerException as FormatException ?? problem;
        return cause is FormatException ? $"the arguments {cause.Message}" : "the arguments are no JSON object";
    }
}
