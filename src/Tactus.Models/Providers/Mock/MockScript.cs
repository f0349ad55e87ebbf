using Tactus.Broker.Gate;
using Tactus.Models.Failures;
using Tactus.Models.Requests;
using Tactus.Protocol.Values;

namespace Tactus.Models.Providers.Mock;

/// <summary>The answers of a mock. Which one comes follows from the request alone, so that a resumed run gets the same.</summary>
/// <remarks>Answers for the agent's turn count before those for any turn. Within a turn they come one after the other, counted by the answers since
/// the last message of the user; those for any turn are counted by all answers in the conversation.</remarks>
internal sealed class MockScript
{
    private const string Code = "TAC3822";
    private const int MostText = 1 << 20;
    private const int MostName = 256;
    private const int MostCalls = 64;

    private readonly string _provider;
    private readonly IReadOnlyList<MockAnswer> _answers;

    private MockScript(string provider, IReadOnlyList<MockAnswer> answers)
    {
        _provider = provider;
        _answers = answers;
    }

    /// <summary>Reads a script.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="json">The JSON text of a list of maps, or null for no answers.</param>
    /// <exception cref="ModelCallException">An answer is wrong (TAC3822).</exception>
    public static MockScript Parse(string provider, string? json)
    {
        try
        {
            var answers = json is null ? Value.EmptyList : (ListValue)ValueJson.Parse(json, JsonMarkers.Plain);
            return new MockScript(provider, [.. answers.Items.Select((answer, index) => Read((MapValue)answer, $"answer {index + 1} of models.providers.{provider}"))]);
        }
        catch (Exception error) when (error is EffectException or ValueFormatException)
        {
            throw ModelFailures.Unscripted(error.Message);
        }
    }

    /// <summary>The answer to a request.</summary>
    /// <exception cref="ModelCallException">There is none (TAC3822).</exception>
    public MockAnswer Find(string model, ChatRequest request)
    {
        List<MockAnswer> fitting =
        [
            .. _answers.Where(answer =>
                (answer.Agent is null || answer.Agent == request.Agent) && (answer.Model is null || answer.Model == model) && (answer.Turn is null || answer.Turn == request.Turn)),
        ];
        List<MockAnswer> ofTurn = fitting.FindAll(answer => answer.Turn is not null);
        List<MockAnswer> row = ofTurn.Count > 0 ? ofTurn : fitting;
        int index = ofTurn.Count > 0
            ? request.Messages.Reverse().TakeWhile(message => message.Role != "user").Count(message => message.Role == "assistant")
            : request.Messages.Count(message => message.Role == "assistant");
        return index < row.Count
            ? row[index]
            : throw ModelFailures.Unscripted(
                $"the mock '{_provider}' has {row.Count} answers for agent '{request.Agent}' in turn {request.Turn}, and is asked for answer {index + 1}");
    }

    private static MockAnswer Read(MapValue map, string where)
    {
        var fields = new EffectFields(map, where, Code);
        EffectFields? usage = fields.Map("usage") is { } used ? new EffectFields(used, $"usage of {where}", Code) : null;
        var answer = new MockAnswer
        {
            Agent = fields.Text("agent", MostName),
            Model = fields.Text("model", MostName),
            Turn = (int?)fields.Count("turn", 1, int.MaxValue),
            Text = fields.Text("text", MostText) ?? "",
            ToolCalls = [.. fields.List("tool_calls", MostCalls).Select((call, index) => ReadCall(fields.Inner(call, "a tool call"), index + 1))],
            FinishReason = fields.Text("finish_reason", MostName),
            InputTokens = usage?.Count("input_tokens", 0, long.MaxValue),
            OutputTokens = usage?.Count("output_tokens", 0, long.MaxValue),
        };
        usage?.RequireNoOthers();
        fields.RequireNoOthers();
        return answer;
    }

    private static AskedTool ReadCall(EffectFields fields, int number)
    {
        var call = new AskedTool(fields.Text("id", MostName) ?? $"call_{number}", fields.RequiredText("name", MostName), fields.Map("arguments") ?? Value.EmptyMap);
        fields.RequireNoOthers();
        return call;
    }
}
