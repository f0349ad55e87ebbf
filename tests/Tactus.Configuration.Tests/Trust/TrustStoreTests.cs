// Proves that trust is for one content at one place, survives concurrent writers, and is never lost to a damaged file.
using Tactus.Configuration.Tests.Support;
using Tactus.Configuration.Trust;

namespace Tactus.Configuration.Tests.Trust;

public sealed class TrustStoreTests : IDisposable
{
    private static readonly string HashA = new('a', 64);
    private static readonly string HashB = new('b', 64);

    private readonly TemporaryHome home = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => home.Dispose();

    private string StorePath => home.Paths.TrustFile!;

    private TrustStore Store => new(StorePath, clock);

    [Fact]
    public void Nothing_is_trusted_at_first_and_asking_writes_nothing()
    {
        Store.List().ShouldBeEmpty();
        Store.IsTrusted("/p", HashA).ShouldBeFalse();
        Store.Revoke("/p").ShouldBeFalse();
        File.Exists(StorePath).ShouldBeFalse();
    }

    [Fact]
    public void Only_this_content_at_this_place_is_trusted()
    {
        Store.Add("/p", HashA);

        Store.IsTrusted("/p", HashA).ShouldBeTrue();
        Store.IsTrusted("/p", HashB).ShouldBeFalse();
        Store.IsTrusted("/q", HashA).ShouldBeFalse();
        Store.List().ShouldBe([new TrustRecord("/p", HashA, clock.GetUtcNow())]);
    }

    [Fact]
    public void The_reason_for_distrust_is_told()
    {
        Store.Add("/p", HashA);

        Store.ExplainDistrust("/p", HashB).ShouldBe("it was edited since it was trusted on 2026-11-20");
        Store.ExplainDistrust("/q", HashA).ShouldBe("the same content is trusted at another place, /p");
        Store.ExplainDistrust("/q", HashB).ShouldBeNull();
    }

    [Fact]
    public void Trusting_a_new_content_ends_the_trust_in_the_old_one()
    {
        Store.Add("/p", HashA);
        Store.Add("/p", HashB);

        Store.IsTrusted("/p", HashA).ShouldBeFalse();
        Store.List().Count.ShouldBe(1);
    }

    [Fact]
    public void Revoked_trust_is_gone()
    {
        Store.Add("/p", HashA);
        Store.Add("/q", HashB);

        Store.Revoke("/p").ShouldBeTrue();
        Store.Revoke("/p").ShouldBeFalse();
        Store.List().ShouldHaveSingleItem().Path.ShouldBe("/q");
    }

    [Fact]
    public void The_store_is_its_owners_alone()
    {
        Store.Add("/p", HashA);

        File.GetUnixFileMode(StorePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(StorePath)!, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void A_store_that_others_can_write_is_not_believed()
    {
        Store.Add("/p", HashA);
        File.SetUnixFileMode(StorePath, File.GetUnixFileMode(StorePath) | UnixFileMode.OtherWrite);

        Problem.Of(() => Store.IsTrusted("/p", HashA)).Code.ShouldBe("TAC4032");
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{", "damaged")]
    [InlineData("[]", "damaged")]
    [InlineData("{\"version\": 1}", "damaged")]
    [InlineData("{\"version\": 2, \"trusted\": []}", "version 2")]
    [InlineData("{\"version\": 1, \"trusted\": [{}]}", "damaged")]
    [InlineData("{\"version\": 1, \"version\": 1, \"trusted\": []}", "damaged")]
    [InlineData("{\"version\": 1, \"trusted\": [{\"path\": \"p\", \"sha256\": \"aa\", \"trusted_at\": \"2026-01-01T00:00:00Z\"}]}", "without a path")]
    [InlineData("{\"version\": 1, \"trusted\": [{\"path\": \"/p\", \"sha256\": \"AA\", \"trusted_at\": \"2026-01-01T00:00:00Z\"}]}", "without a path")]
    public void A_damaged_store_is_an_error_and_never_overwritten(string content, string message)
    {
        home.Write(StorePath, content);

        Problem.Of(() => Store.IsTrusted("/p", HashA)).Code.ShouldBe("TAC4031");
        Problem.Of(() => Store.Revoke("/p")).Code.ShouldBe("TAC4031");
        var problem = Problem.Of(() => Store.Add("/p", HashA));
        problem.Code.ShouldBe("TAC4031");
        problem.Message.ShouldContain(message);
        File.ReadAllText(StorePath).ShouldBe(content);
    }

    [Fact]
    public void A_place_that_cannot_hold_a_store_is_a_clear_error()
    {
        var store = new TrustStore(Path.Combine(home.Procedure, "trust.json"), clock);

        Problem.Of(() => store.Add("/p", HashA)).Code.ShouldBe("TAC4033");
    }

    [Fact]
    public void Writers_at_the_same_time_lose_nothing()
    {
        Parallel.For(0, 40, i => new TrustStore(StorePath, clock).Add($"/p{i:00}", HashA));

        Store.List().Select(record => record.Path).ShouldBe(Enumerable.Range(0, 40).Select(i => $"/p{i:00}"));
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
