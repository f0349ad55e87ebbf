// Proves that a price counts cached input at its own rate, and never more of it than there was.
using Tactus.Policy.Grants;

namespace Tactus.Policy.Tests.Models;

public sealed class ModelPriceTests
{
    [Fact]
    public void Cached_input_has_its_own_rate() => new ModelPrice(2, 8, 0.5).Of(1_000_000, 400_000, 500_000).ShouldBe((0.6 * 2) + (0.4 * 0.5) + (0.5 * 8), 1e-9);

    [Fact]
    public void More_cached_than_there_was_counts_as_all_of_it() => new ModelPrice(2, 8, 0.5).Of(1_000_000, 9_000_000, 0).ShouldBe(0.5, 1e-9);
}
