// Proves that every leaf can be explained: value as YAML, place, default, and what it gives away.
using Tactus.Configuration.Explaining;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;

namespace Tactus.Configuration.Tests.Explaining;

public sealed class ConfigurationExplainerTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Everything_is_explained_in_the_order_of_the_table()
    {
        var explained = ConfigurationExplainer.Explain(home.Load());

        explained.Select(setting => setting.Key).ShouldBe(DefaultLayer.Instance.Settings.Keys);
        explained.ShouldAllBe(setting => setting.Risk == RiskAssessment.None && setting.Summary.Length > 0);
        explained.ToDictionary(setting => setting.Key, setting => setting.Value).ShouldSatisfyAllConditions(
            values => values["sandbox.timeout"].ShouldBe("1h"),
            values => values["sandbox.limits.memory"].ShouldBe("512m"),
            values => values["sandbox.limits.effects"].ShouldBe("100000"),
            values => values["sandbox.limits.cpus"].ShouldBe("1"),
            values => values["sandbox.enabled"].ShouldBe("true"),
            values => values["sandbox.driver"].ShouldBe("auto"),
            values => values["sandbox.volumes"].ShouldBe("[]"),
            values => values["tools.allow"].ShouldBe("[host.ping, host.echo, host.time]"));
    }

    [Fact]
    public void A_section_explains_its_leaves_and_a_leaf_itself()
    {
        var configuration = home.WithSidecar("sandbox: {env: {B: \"q\\\"\\\\\", A: ''}}").Load();

        ConfigurationExplainer.Explain(configuration, "sandbox.env").Select(setting => (setting.Key, setting.Value)).ShouldBe(
            [("sandbox.env.A", "\"\""), ("sandbox.env.B", "\"q\\\"\\\\\"")]);
        ConfigurationExplainer.Explain(configuration, "sandbox.timeout").ShouldHaveSingleItem().Provenance.ToString().ShouldBe("default");
        ConfigurationExplainer.Explain(configuration, "host_tools").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sandbox.tiemout", "Did you mean sandbox.timeout?")]
    [InlineData("sandbox.limit", "Did you mean sandbox.limits?")]
    [InlineData("model.budgt", "Did you mean models.budget?")]
    [InlineData("nonsense_of_a_key", "config show")]
    public void What_is_no_key_is_an_error(string key, string mend)
    {
        var problem = Problem.Of(() => ConfigurationExplainer.Explain(home.Load(), key));

        problem.Code.ShouldBe("TAC4038");
        problem.Mend.ShouldNotBeNull().ShouldContain(mend);
    }

    [Theory]
    [InlineData("sandbox: {volumes: ['/srv/x:/d']}", "sandbox.volumes", RiskLevel.Medium, "reads these")]
    [InlineData("sandbox: {volumes: ['/etc:/d']}", "sandbox.volumes", RiskLevel.High, "/etc")]
    [InlineData("sandbox: {volumes: ['/:/d']}", "sandbox.volumes", RiskLevel.High, "whole machine")]
    [InlineData("tools: {allow: ['*']}", "tools.allow", RiskLevel.High, "every tool")]
    [InlineData("tools: {allow: [a.b]}", "tools.allow", RiskLevel.Medium, "when to call")]
    [InlineData("permissions: {mode: full}", "permissions.mode", RiskLevel.Medium, "full")]
    [InlineData("sandbox: {timeout: 2h}", "sandbox.timeout", RiskLevel.Low, "longer")]
    [InlineData("sandbox: {timeout: 2s}", "sandbox.timeout", RiskLevel.Low, "")]
    [InlineData("host_tools: {a: {exec: {argv: [a]}}}", "host_tools.a", RiskLevel.Medium, "helper sandbox")]
    [InlineData("host_tools: {a: {exec: {argv: [a], network: true}}}", "host_tools.a", RiskLevel.High, "network")]
    [InlineData("host_tools: {a: {exec: {argv: [a], unsandboxed: true}}}", "host_tools.a", RiskLevel.High, "bare host")]
    [InlineData("host_tools: {a: {http: {url: 'https://a.example'}}}", "host_tools.a", RiskLevel.Medium, "send what it knows")]
    [InlineData("host_tools: {a: {http: {url: 'https://a.example', headers: {A: '${secret:X}'}}}}", "host_tools.a", RiskLevel.Medium, "without seeing it")]
    [InlineData("host_tools: {a: {http: {url: 'http://a.example', method: POST, body: [{t: '${secret:X}'}, 1]}}}", "host_tools.a", RiskLevel.High, "unencrypted")]
    public void What_a_value_gives_away_is_said(string yaml, string key, RiskLevel level, string sentence)
    {
        var configuration = home.WithSidecar(yaml).Load();
        configuration = configuration.Trusting(configuration.Files[0]);

        var risk = ConfigurationExplainer.Explain(configuration, key).ShouldHaveSingleItem().Risk;

        risk.Level.ShouldBe(level);
        risk.Sentence.ShouldContain(sentence);
    }

    [Fact]
    public void Without_a_sandbox_the_risk_is_high()
    {
        var configuration = home.Load(new FlagSetting("--no-sandbox", "sandbox.enabled", "false"), new FlagSetting("--driver", "sandbox.driver", "none"));

        ConfigurationExplainer.Explain(configuration).Where(setting => setting.Risk.Level == RiskLevel.High).Select(setting => setting.Key)
            .ShouldBe(["sandbox.enabled", "sandbox.driver"]);
    }

    [Fact]
    public void Tools_and_volumes_are_shown_as_a_person_would_write_them()
    {
        var configuration = home.WithSidecar(
            "host_tools: {a: {exec: {argv: [git, '-x']}}, b: {http: {url: 'https://a.example'}}}\nsandbox: {volumes: ['/srv/x:/d', '/srv/y:/e:rw']}\n").Load();
        configuration = configuration.Trusting(configuration.Files[0]);

        ConfigurationExplainer.Explain(configuration, "host_tools").Select(setting => setting.Value).ShouldBe(["[git, \"-x\"]", "GET https://a.example"]);
        ConfigurationExplainer.Explain(configuration, "sandbox.volumes")[0].Value.ShouldBe("[\"/srv/x:/d:ro\", \"/srv/y:/e:rw\"]");
    }
}
