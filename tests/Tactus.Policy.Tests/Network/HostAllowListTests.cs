// Proves that a URL passes an allow-list only when every reader of it would go to the named host and port.
using Tactus.Policy.Network;

namespace Tactus.Policy.Tests.Network;

public sealed class HostAllowListTests
{
    [Theory]
    [InlineData("https://api.example/x", "api.example", 443)]
    [InlineData("HTTPS://API.Example", "api.example", 443)]
    [InlineData("http://api.example?q#f", "api.example", 80)]
    [InlineData("https://api.example:443/", "api.example", 443)]
    [InlineData("https://api.example:8443/", "api.example", 8443)]
    [InlineData("https://a.wild.example", "a.wild.example", 443)]
    [InlineData("https://a.b.wild.example", "a.b.wild.example", 443)]
    [InlineData("http://127.0.0.1:8080/", "127.0.0.1", 8080)]
    [InlineData("http://[::1]:8080/", "::1", 8080)]
    [InlineData("http://[0:0:0:0:0:0:0:1]:8080/", "::1", 8080)]
    public void A_listed_host_and_port_pass(string url, string host, int port)
    {
        var allowed = List().Decide(url).ShouldBeOfType<HostDecision.Allowed>();

        (allowed.Host, allowed.Port).ShouldBe((host, port));
        allowed.MayBePrivate.ShouldBe(port == 8080);
    }

    [Theory]
    [InlineData("https://anywhere.example/", "anywhere.example", 443)]
    [InlineData("http://10.0.0.1:8080/", "10.0.0.1", 8080)]
    public void The_public_list_lets_every_host_pass_and_none_be_private(string url, string host, int port) =>
        HostAllowList.Public.Decide(url).ShouldBe(new HostDecision.Allowed(host, port, MayBePrivate: false));

    [Fact]
    public void The_public_list_reads_a_url_as_strictly_as_any_other() =>
        HostAllowList.Public.Decide("https://a@b.example/").ShouldBeOfType<HostDecision.Denied>();

    [Theory]
    [InlineData("ftp://api.example/", "not an http")]
    [InlineData("api.example", "not an http")]
    [InlineData("https:/api.example", "not an http")]
    [InlineData("https://", "no host")]
    [InlineData("https:///x", "no host")]
    [InlineData("https://api.example@evil.example/", "user information")]
    [InlineData("https://user:pw@api.example/", "user information")]
    [InlineData("https://api.example.evil.example/", "no allow-list")]
    [InlineData("https://evil.example/api.example", "no allow-list")]
    [InlineData("https://wild.example/", "no allow-list")]
    [InlineData("https://xwild.example/", "no allow-list")]
    [InlineData("https://api.example:80/", "no allow-list")]
    [InlineData("https://api.example./", "ends in a dot")]
    [InlineData("https://аpi.example/", "not ASCII")]
    [InlineData("https://api。example/", "not ASCII")]
    [InlineData("https://xn--pi-7kc.example/", "no allow-list")]
    [InlineData("https://api.example\\@evil.example/", "does not belong")]
    [InlineData("https://api.example%2eevil/", "does not belong")]
    [InlineData("https://api .example/", "does not belong")]
    [InlineData("https://api.example:0443/", "port")]
    [InlineData("https://api.example:/", "port")]
    [InlineData("https://api.example:65536/", "port")]
    [InlineData("https://api.example:4x/", "port")]
    [InlineData("https://api.example:123456/", "port")]
    [InlineData("http://2130706433:8080/", "unusual form")]
    [InlineData("http://0177.0.0.1:8080/", "unusual form")]
    [InlineData("http://0x7f000001:8080/", "unusual form")]
    [InlineData("http://0x7f.1:8080/", "unusual form")]
    [InlineData("http://127.1:8080/", "unusual form")]
    [InlineData("http://127.0.0.256:8080/", "unusual form")]
    [InlineData("http://127.0.0.01:8080/", "unusual form")]
    [InlineData("http://127.0.0.0x1:8080/", "unusual form")]
    [InlineData("http://a.b.c.1/", "unusual form")]
    [InlineData("http://127.0.0.2:8080/", "no allow-list")]
    [InlineData("http://10.0.0.1/", "no allow-list")]
    [InlineData("http://a_b-c.example/", "no allow-list")]
    [InlineData("http://1.2.3.4x/", "no allow-list")]
    [InlineData("http://0xzz/", "no allow-list")]
    [InlineData("http://1.2.3.4.5/", "unusual form")]
    [InlineData("http://[::ffff:127.0.0.1]:8080/", "no allow-list")]
    [InlineData("http://[::1:8080/", "closing")]
    [InlineData("http://[::1]x:8080/", "port")]
    [InlineData("http://[127.0.0.1]:8080/", "no IPv6")]
    [InlineData("http://[zz]:8080/", "no IPv6")]
    [InlineData("http://-a.example/", "dash-edged")]
    [InlineData("http://a-.example/", "dash-edged")]
    [InlineData("http://a..example/", "empty")]
    [InlineData("http://:80/", "0 or more than")]
    [InlineData("http://1.2.3.4.wild.example:81/", "no allow-list")]
    public void Everything_else_is_refused_with_its_reason(string url, string reason) =>
        List().Decide(url).ShouldBeOfType<HostDecision.Denied>().Reason.ShouldContain(reason);

    [Fact]
    public void A_wildcard_never_matches_an_address()
    {
        HostRule.TryParse("*.0.0.1", out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull();
        HostRule.TryParse("*.127.0.0.1", out _, out problem).ShouldBeFalse();
        problem.ShouldContain("wildcard");
    }

    [Fact]
    public void Too_long_hosts_and_parts_are_refused()
    {
        List().Decide($"http://{new string('a', 64)}.example").ShouldBeOfType<HostDecision.Denied>();
        List().Decide($"http://{string.Join('.', Enumerable.Repeat("abcdefg", 40))}").ShouldBeOfType<HostDecision.Denied>();
    }

    [Fact]
    public void An_empty_list_allows_nothing() =>
        new HostAllowList([]).Decide("https://api.example/").ShouldBeOfType<HostDecision.Denied>();

    private static HostAllowList List() => new(
        new[] { "api.example", "api.example:8443", "*.wild.example", "127.0.0.1:8080", "[::1]:8080" }.Select(text =>
        {
            HostRule.TryParse(text, out var rule, out var problem).ShouldBeTrue(problem);
            rule.Text.ShouldBe(text);
            return rule;
        }));
}
