using System.Globalization;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;
using Tactus.Policy.Orders;

namespace Tactus.Configuration.Keys;

/// <summary>Rows of <c>models</c>.</summary>
internal static class ModelKeys
{
    private const string Provider = "models.providers.*";
    private const string Price = "models.prices.*";

    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new()
        {
            Path = "models.default",
            Kind = ValueKind.ModelId,
            Summary = "The model that is asked when the procedure names none, as provider/model; it must be allowed all the same.",
            Order = new HarmlessOrder(),
        },
        new()
        {
            Path = "models.allow",
            Kind = ValueKind.ModelPatterns,
            Default = "[*]",
            Summary = "Models of declared providers that the run may ask: ids, or beginnings such as openai/gpt-4o*. The built-in mock needs no declaration.",
            Order = new PatternOrder<ModelPattern>(),
            Widens = "when it stands for an id more",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "models.budget.tokens",
            Kind = ValueKind.Integer,
            Default = ModelGrant.DefaultTokens.ToString(CultureInfo.InvariantCulture),
            Least = "0",
            Greatest = "1000000000000",
            Summary = "Tokens of input and output that the run and the runs it starts may use.",
            Order = new AmountOrder(),
            Widens = "when more",
            Risk = "A procedure can use that much of what you pay for.",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "models.budget.usd",
            Kind = ValueKind.Number,
            Least = "0",
            Greatest = "1000000",
            Summary = "US dollars that they may cost. Without it there is no such limit; with it only models whose price is known may be asked.",
            Order = new LimitOrder(),
            Widens = "when more",
            Risk = "A procedure can spend that much.",
            CanBeCeiling = true,
        },
        new()
        {
            Path = Price,
            Kind = ValueKind.ModelPrice,
            Summary = "What models cost whose ids a pattern stands for; the longest pattern counts, and any counts before the built-in table.",
            Order = new DeclarationOrder(),
            Widens = "always",
            Risk = "A price that is too low lets a run spend more than models.budget.usd.",
        },
        Part(Price, "input", ValueKind.Number, "US dollars for a million tokens of input.") with { Least = "0", Greatest = "1000000" },
        Part(Price, "output", ValueKind.Number, "US dollars for a million tokens of output.") with { Least = "0", Greatest = "1000000" },
        Part(Price, "cached_input", ValueKind.Number, "US dollars for a million tokens of input that the provider had cached; without it, as input.") with { Least = "0", Greatest = "1000000" },
        new()
        {
            Path = Provider,
            Kind = ValueKind.ModelProvider,
            Summary = "Where the models are asked whose ids begin with this name. A stronger layer replaces it whole.",
            Order = new DeclarationOrder(),
            Widens = "always",
            Risk = "What the procedure knows can be sent there, with the broker's key.",
            RiskWhenWidened = RiskLevel.Medium,
        },
        Part(Provider, "kind", ValueKind.Choice, "The protocol; without it by the name: anthropic, mock, and openai for every other.") with
        {
            Choices = [new("openai", ModelProviderKind.OpenAI), new("anthropic", ModelProviderKind.Anthropic), new("mock", ModelProviderKind.Mock)],
        },
        Part(Provider, "base_url", ValueKind.Text, "Absolute http or https URL. Needed for every name but openai, anthropic and mocks; the default for openai is https://api.openai.com/v1, for anthropic https://api.anthropic.com."),
        Part(Provider, "api_key", ValueKind.Template, "The key as ${secret:NAME}. Without it none is sent."),
        Part(Provider, "organization", ValueKind.Text, "OpenAI's organization."),
        Part(Provider, "headers.*", ValueKind.Template, "A header of every request."),
        Part(Provider, "timeout", ValueKind.Duration, "Time of one attempt.", "5m") with { Least = "1ms", Greatest = "1d" },
        Part(Provider, "idle_timeout", ValueKind.Duration, "Longest time without a byte of the answer.", "60s") with { Least = "1ms", Greatest = "1d" },
        Part(Provider, "retries", ValueKind.Integer, "Attempts after the first, for rate limits, server failures and lost connections.", "2") with { Least = "0", Greatest = "10" },
        Part(Provider, "answers", ValueKind.Value, "The answers of a mock, a list; docs/models.md says what an answer holds."),
        Part(Provider, "answers_file", ValueKind.Text, "A YAML file with the list of answers, relative to the file that names it."),
    ];

    private static ConfigurationKey Part(string section, string name, ValueKind kind, string summary, string? value = null) =>
        new() { Path = $"{section}.{name}", Kind = kind, Summary = summary, Default = value };
}
