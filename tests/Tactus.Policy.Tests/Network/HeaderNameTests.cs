// Proves that a header's name can neither frame nor route a request anew.
using Tactus.Policy.Network;

namespace Tactus.Policy.Tests.Network;

public sealed class HeaderNameTests
{
    [Theory]
    [InlineData("X-A")]
    [InlineData("Authorization")]
    [InlineData("accept")]
    public void A_plain_header_is_free(string name) => HeaderName.FindProblem(name).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("a\r\nb")]
    [InlineData("ü")]
    public void What_is_no_name_is_refused(string name) => HeaderName.FindProblem(name).ShouldBe("is no header's name");

    [Theory]
    [InlineData("Host")]
    [InlineData("CONTENT-LENGTH")]
    [InlineData("transfer-encoding")]
    public void A_header_that_frames_or_routes_is_reserved_in_any_case(string name) =>
        HeaderName.FindProblem(name).ShouldNotBeNull().ShouldStartWith("may not be set: ");
}
