using Tactus.Models.Pricing;
using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;

namespace Tactus.Models.Tests.Pricing;

// Proves that a price is found by declaration before table, by the longest pattern, without the date of a model's version, and never guessed.
public sealed class PriceTableTests
{
    [Theory]
    [InlineData("openai/gpt-4o-mini", 0.15)]
    [InlineData("openai/gpt-4o-mini-2024-07-18", 0.15)]
    [InlineData("openai/gpt-4o-2024-08-06", 2.50)]
    [InlineData("anthropic/claude-3-5-haiku-latest", 0.80)]
    [InlineData("anthropic/claude-sonnet-4-5-20250929", 3.00)]
    public void Versions_share_a_price(string id, double input) => PriceTable.Find(ModelGrant.None, id).ShouldNotBeNull().Input.ShouldBe(input);

    [Theory]
    [InlineData("openai/gpt-4o-audio-preview")]
    [InlineData("openai/gpt-4o-mini-search-preview")]
    [InlineData("ollama/gpt-4o-mini")]
    public void What_is_not_in_the_table_has_no_price(string id) => PriceTable.Find(ModelGrant.None, id).ShouldBeNull();

    [Fact]
    public void The_longest_declared_pattern_counts_before_the_table()
    {
        var models = new ModelGrant
        {
            Prices = new Dictionary<string, ModelPrice> { ["*"] = new(9, 9, 9), ["openai/*"] = new(8, 8, 8), ["openai/gpt-4o-mini"] = new(7, 7, 7) },
        };

        PriceTable.Find(models, "openai/gpt-4o-mini")!.Input.ShouldBe(7);
        PriceTable.Find(models, "openai/gpt-4o")!.Input.ShouldBe(8);
        PriceTable.Find(models, "ollama/x")!.Input.ShouldBe(9);
    }

    [Fact]
    public void A_mock_costs_nothing_whatever_it_is_called() =>
        PriceTable.Find(ModelGrants.With(ModelGrants.Mock() with { Name = "fake" }), "fake/gpt-4o")!.Of(1000, 0, 1000).ShouldBe(0);

    [Fact]
    public void Every_row_is_an_id_with_three_prices()
    {
        PriceTable.BuiltIn.Count.ShouldBeGreaterThan(12);
        foreach ((string id, ModelPrice price) in PriceTable.BuiltIn)
        {
            ModelName.FindProblem(id).ShouldBeNull(id);
            price.CachedInput.ShouldBeLessThanOrEqualTo(price.Input, id);
            price.Output.ShouldBeGreaterThanOrEqualTo(price.Input, id);
        }
    }
}
