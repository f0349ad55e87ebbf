using Tactus.Journal.Memory;
using Tactus.Protocol;

namespace Tactus.Journal.Tests;

// Proves that ids sort by the moment of their making, never repeat, and can be named by a prefix that means just one.
public sealed class RunIdsTests
{
    private readonly ManualTime _time = new(Sample.Start);

    [Fact]
    public void An_id_is_sixteen_lower_case_letters_and_digits() =>
        new RunIds(TimeProvider.System).Create().ShouldMatch("^[0-9a-hjkmnp-tv-z]{16}$");

    [Fact]
    public void The_same_time_and_chance_make_the_same_id() =>
        new RunIds(_time, () => 0x1234_5678).Create().ShouldBe(new RunIds(_time, () => 0x1234_5678).Create());

    [Fact]
    public void Ids_sort_by_the_millisecond_of_their_making_whatever_chance_says()
    {
        var chances = new Queue<ulong>([ulong.MaxValue, 0]);
        var ids = new RunIds(_time, chances.Dequeue);
        var first = ids.Create();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        string.CompareOrdinal(first, ids.Create()).ShouldBeLessThan(0);
    }

    [Fact]
    public void Ids_of_one_millisecond_sort_in_the_order_of_their_making_even_where_chance_overflows()
    {
        var ids = new RunIds(_time, () => ulong.MaxValue);
        var made = Enumerable.Range(0, 1_000).Select(_ => ids.Create()).ToList();

        made.ShouldBe(made.Order(StringComparer.Ordinal));
        made.Distinct().Count().ShouldBe(1_000);
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_make_an_id_that_sorts_before()
    {
        var ids = new RunIds(_time);
        var first = ids.Create();
        _time.Advance(TimeSpan.FromHours(-1));

        string.CompareOrdinal(first, ids.Create()).ShouldBeLessThan(0);
    }

    [Fact]
    public void Many_makers_at_the_same_moment_make_different_ids() =>
        Enumerable.Range(0, 1_000).Select(_ => new RunIds(_time).Create()).Distinct().Count().ShouldBe(1_000);

    [Fact]
    public async Task A_prefix_that_means_one_run_resolves_however_it_is_written()
    {
        await using var store = await StoreWith("0abc", "1bcd");

        (await RunIds.ResolveAsync(store, "0a", CancellationToken.None)).ShouldBe("0abc");
        (await RunIds.ResolveAsync(store, "OABC", CancellationToken.None)).ShouldBe("0abc");
        (await RunIds.ResolveAsync(store, "l", CancellationToken.None)).ShouldBe("1bcd");
    }

    [Fact]
    public async Task The_word_last_means_the_newest_run_that_a_person_started()
    {
        await using var store = await StoreWith("0abc", "1bcd");
        await store.CreateAsync(Sample.Run("2child") with { ParentId = "1bcd" }, CancellationToken.None);

        (await RunIds.ResolveAsync(store, RunIds.Last, CancellationToken.None)).ShouldBe("1bcd");
    }

    [Fact]
    public async Task The_word_last_means_nothing_where_no_run_is()
    {
        await using var store = await StoreWith();

        (await Should.ThrowAsync<TactusException>(async () => await RunIds.ResolveAsync(store, RunIds.Last, CancellationToken.None))).Code.ShouldBe("TAC6101");
    }

    [Fact]
    public async Task A_whole_id_wins_over_longer_ones()
    {
        await using var store = await StoreWith("ab", "abc");

        (await RunIds.ResolveAsync(store, "ab", CancellationToken.None)).ShouldBe("ab");
    }

    [Theory]
    [InlineData("a", "TAC6102")]
    [InlineData("x", "TAC6101")]
    [InlineData("", "TAC6101")]
    public async Task A_prefix_that_means_none_or_several_is_refused(string prefix, string code)
    {
        await using var store = await StoreWith("ab", "ac");

        (await Should.ThrowAsync<TactusException>(async () => await RunIds.ResolveAsync(store, prefix, CancellationToken.None)))
            .Code.ShouldBe(code);
    }

    private async Task<MemoryRunStore> StoreWith(params string[] ids)
    {
        var store = new MemoryRunStore(_time);
        foreach (var id in ids)
        {
            await store.CreateAsync(Sample.Run(id), CancellationToken.None);
        }

        return store;
    }
}
