using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Agents;

// Proves that a model is told of a host tool exactly what the tool's declaration takes, and of no tool that is not granted.
public sealed class ToolDescribeTests
{
    [Fact]
    public async Task Everything_that_a_declaration_says_becomes_a_JSON_schema()
    {
        HostToolDeclaration tool = Grants.Tool(
            "tracker.create",
            ("title", Grants.Text() with { Description = "What it is about", MinLength = 1, MaxLength = 200, Pattern = "[a-z]+" }),
            ("labels", new ArgumentSchema { Type = ArgumentType.Array, MaxLength = 3, Items = Grants.Text(required: false) with { EnumJson = ["\"a\"", "\"b\""] } }),
            ("size", new ArgumentSchema { Type = ArgumentType.Number, Min = 0.5, Max = 8, DefaultJson = "1" }),
            ("place", new ArgumentSchema
            {
                Type = ArgumentType.Object,
                Properties = new Dictionary<string, ArgumentSchema> { ["city"] = Grants.Text(), ["extra"] = new ArgumentSchema { Type = ArgumentType.Any } },
            })) with { Description = "Opens an issue", Exec = new ExecToolDeclaration(["/bin/true"], null, new Dictionary<string, string>(), null, Network: false, Unsandboxed: false) };
        using var broker = new TestBroker(Grants.WithTools(tool));

        Value described = (await broker.AskAsync("tool.describe", "tracker.create", Value.EmptyMap)).Value();

        described.Get("description").Text().ShouldBe("Opens an issue");
        described.Get("parameters").ShouldBe(ValueJson.Parse(
            """
            {"type": "object", "additionalProperties": false, "required": ["title"], "properties": {
              "title": {"type": "string", "description": "What it is about", "minLength": 1, "maxLength": 200, "pattern": "^(?:[a-z]+)$"},
              "labels": {"type": "array", "maxItems": 3, "items": {"type": "string", "enum": ["a", "b"]}},
              "size": {"type": "number", "minimum": 0.5, "maximum": 8, "default": 1},
              "place": {"type": "object", "additionalProperties": false, "required": ["city"], "properties": {"city": {"type": "string"}, "extra": {}}}
            }}
            """));
    }

    [Fact]
    public async Task A_tool_that_is_not_granted_is_not_described()
    {
        using var broker = new TestBroker();

        (await broker.AskAsync("tool.describe", "tracker.create", Value.EmptyMap)).ShouldBeError("TAC3101", "denied");
        (await broker.AskAsync("tool.describe", "host.echo", Value.EmptyMap)).Value().Get("parameters").ShouldBe(Value.MapOf(("type", Value.Of("object"))));
    }
}
