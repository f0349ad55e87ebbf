using Tactus.Analysis.Tests.Support;

namespace Tactus.Analysis.Tests;

// Proves that host tools, servers and providers that no configuration declares are told, that declared ones are not, and that nothing is told where nobody has looked.
public sealed class ReachTests
{
    private static readonly AnalysisSettings s_looked = new()
    {
        HasDefaultModel = true,
        HostTools = new HashSet<string>(StringComparer.Ordinal) { "host.ping", "weather.get" },
        Servers = new HashSet<string>(StringComparer.Ordinal) { "web" },
        Providers = new HashSet<string>(StringComparer.Ordinal) { "openai", "mock" },
    };

    [Theory]
    [InlineData("""Procedure { function() Host.call("weathr.get") end }""", "1:34 TAC1716")]
    [InlineData("""Procedure { function() Host.call("weather.get") end }""", "")]
    [InlineData("""Procedure { function(input) Host.call(input.name) end }""", "")]
    [InlineData("""t = Tool { use = "host.time" } Procedure { function() t {} end }""", "1:18 TAC1716")]
    [InlineData("""t = Tool { use = "host.weather.get" } Procedure { function() t {} end }""", "")]
    [InlineData("""t = Tool { use = "broker.weather.get" } Procedure { function() t {} end }""", "")]
    [InlineData("""t = Tool { use = "host.ping" } Procedure { function() t {} end }""", "")]
    [InlineData("""t = Tool { use = "mcp.files.read" } Procedure { function() t {} end }""", "1:18 TAC1716")]
    [InlineData("""t = Tool { use = "mcp.web.search" } Procedure { function() t {} end }""", "")]
    [InlineData("""t = Toolset { use = "mcp.files" } a = Agent { model = "openai/x", tools = {t} } Procedure { function() a() end }""", "1:21 TAC1716")]
    [InlineData("""a = Agent { model = "acme/x" } Procedure { function() a() end }""", "1:21 TAC1717")]
    [InlineData("""a = Agent { model = "x", provider = "acme" } Procedure { function() a() end }""", "1:37 TAC1717")]
    [InlineData("""a = Agent { model = "acme/x", provider = "openai" } Procedure { function() a() end }""", "")]
    [InlineData("""a = Agent { model = "x" } Procedure { function() a() end }""", "")]
    [InlineData("""local Host = {call = print} Procedure { function() Host.call("weathr.get") end }""", "")]
    public void What_no_configuration_declares_is_told(string source, string found)
    {
        string.Join(' ', Checker.Places(source, s_looked)).ShouldBe(found);
        Checker.Places(source, new AnalysisSettings { HasDefaultModel = true }).ShouldBeEmpty();
    }
}
