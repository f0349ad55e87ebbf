// Proves that a missing HOME does not lose the user's configuration, and that a relative one leads nowhere.
using Tactus.Configuration.Loading;

namespace Tactus.Configuration.Tests.Loading;

public sealed class HomeDirectoryTests
{
    [Fact]
    public void The_variable_wins() => HomeDirectory.Find(_ => "/home/a").ShouldBe("/home/a");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_it_the_user_database_answers(string? home) => HomeDirectory.Find(_ => home).ShouldNotBeNull().ShouldStartWith("/");

    [Fact]
    public void A_relative_one_is_no_home() => HomeDirectory.Find(_ => "relative").ShouldBeNull();
}
