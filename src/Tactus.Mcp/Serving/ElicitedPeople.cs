using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Tactus.Broker.People;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Serving;

/// <summary>Asks the person behind an MCP client, where the client can ask: approvals, texts, and one choice of several. For other questions the run waits.</summary>
internal sealed class ElicitedPeople(McpServer server) : IHumanChannel
{
    private const string Field = "answer";
    private const string AnsweredBy = "MCP client";

    /// <summary>The channel of a client, or null when it cannot ask.</summary>
    public static ElicitedPeople? Of(McpServer server) => server.ClientCapabilities?.Elicitation is null ? null : new ElicitedPeople(server);

    /// <inheritdoc/>
    public async ValueTask<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken)
    {
        Question asked = QuestionReader.Read(question.Type, question.Arguments);
        if (SchemaOf(asked) is not { } schema)
        {
            return null;
        }

        ElicitResult result;
        try
        {
            result = await server.ElicitAsync(
                new ElicitRequestParams
                {
                    Message = asked.Message,
                    RequestedSchema = new ElicitRequestParams.RequestSchema { Properties = { [Field] = schema }, Required = [Field] },
                },
                cancellationToken);
        }
        catch (Exception error) when (error is McpException or InvalidOperationException or IOException)
        {
            // It says that it can ask, and cannot: the run waits as if nobody were there.
            return null;
        }

        if (asked.Type == QuestionType.Approve && result.Action == "decline")
        {
            return new HumanAnswer(Value.False, AnsweredBy);
        }

        return result.IsAccepted && result.Content?.TryGetValue(Field, out JsonElement said) == true && Read(asked, said) is { } value
            ? new HumanAnswer(value, AnsweredBy)
            : null;
    }

    private static ElicitRequestParams.PrimitiveSchemaDefinition? SchemaOf(Question asked) => asked switch
    {
        { Type: QuestionType.Approve } => new ElicitRequestParams.BooleanSchema { Title = "Approve" },
        { Type: QuestionType.Input } => new ElicitRequestParams.StringSchema { Title = "Answer" },
        { Type: QuestionType.Select, IsMultiple: false } => new ElicitRequestParams.UntitledSingleSelectEnumSchema
        {
            Title = "Choice", Enum = [.. asked.Options.Select(option => option.Label)],
        },
        _ => null,
    };

    private static Value? Read(Question asked, JsonElement said) => (asked.Type, said.ValueKind) switch
    {
        (QuestionType.Approve, JsonValueKind.True) => Value.True,
        (QuestionType.Approve, JsonValueKind.False) => Value.False,
        (QuestionType.Input, JsonValueKind.String) => Value.Of(said.GetString()!),
        (QuestionType.Select, JsonValueKind.String) => asked.Options.FirstOrDefault(option => option.Label == said.GetString())?.Value,
        _ => null,
    };
}
