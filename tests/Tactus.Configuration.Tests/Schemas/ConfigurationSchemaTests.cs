// Proves that the JSON schema knows exactly the keys that validation knows.
using System.Text.Json;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Schemas;

namespace Tactus.Configuration.Tests.Schemas;

public sealed class ConfigurationSchemaTests
{
    private readonly JsonElement schema = JsonDocument.Parse(ConfigurationSchema.ToJsonSchema()).RootElement;

    [Fact]
    public void Every_key_is_in_the_schema_with_its_summary()
    {
        // The row of an argument itself stands in $defs, which every use of it refers to.
        foreach (var row in ConfigurationKeys.All.Where(row => row.Path != KeyNode.Argument.Path))
        {
            Find(row.Path).GetProperty("description").GetString().ShouldBe(row.Summary, row.Path);
        }
    }

    [Fact]
    public void No_object_of_known_keys_takes_others() => CheckObjects(schema, "");

    [Theory]
    [InlineData("sandbox.driver", "[\"auto\",\"docker\",\"bubblewrap\"]")]
    [InlineData("sandbox.network", "[\"none\",\"allowlist\",\"open\"]")]
    [InlineData("permissions.mode", "[\"readonly\",\"edit\",\"full\"]")]
    public void Words_that_a_file_may_not_say_are_left_out(string key, string words) =>
        JsonSerializer.Serialize(Find(key).GetProperty("enum")).ShouldBe(words);

    [Fact]
    public void A_ceiling_holds_what_can_have_one_and_nothing_else()
    {
        var ceiling = schema.GetProperty("properties").GetProperty("ceiling").GetProperty("properties");

        ceiling.EnumerateObject().Select(property => property.Name).ShouldBe(["sandbox", "permissions", "tools", "models", "checkpoint"]);
        ceiling.GetProperty("sandbox").GetProperty("properties").TryGetProperty("env", out _).ShouldBeFalse();
    }

    private JsonElement Find(string path)
    {
        var element = schema;
        foreach (var segment in path.Split('.'))
        {
            if (element.TryGetProperty("$ref", out _))
            {
                element = schema.GetProperty("$defs").GetProperty("argument").GetProperty("oneOf")[1];
            }

            element = segment == "*" ? element.GetProperty("additionalProperties") : element.GetProperty("properties").GetProperty(segment);
        }

        return element;
    }

    private static void CheckObjects(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                CheckObjects(item, path);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "object")
            {
                element.TryGetProperty("additionalProperties", out _).ShouldBeTrue(path);
            }

            foreach (var property in element.EnumerateObject())
            {
                CheckObjects(property.Value, $"{path}/{property.Name}");
            }
        }
    }
}
