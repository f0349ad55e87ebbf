// Proves that no entry of a policy list can be without a reason.
using Tactus.Policy.Data;

namespace Tactus.Policy.Tests.Data;

public sealed class ReasonedListTests
{
    [Fact]
    public void Entries_and_reasons_are_read_and_comments_skipped() =>
        ReasonedList.Parse("x", "# comment\n\n a | because | of b \n").ShouldBe([new ReasonedEntry("a", "because | of b")]);

    [Theory]
    [InlineData("a")]
    [InlineData("a |")]
    [InlineData("| why")]
    public void An_entry_without_a_reason_is_refused(string line) =>
        Should.Throw<InvalidDataException>(() => ReasonedList.Parse("x", line)).Message.ShouldContain("without a reason");

    [Fact]
    public void A_list_that_is_not_there_is_an_error() =>
        Should.Throw<InvalidDataException>(() => ReasonedList.Load("nothing.list"));
}
