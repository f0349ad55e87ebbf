// Proves that a tool is allowed only by a pattern and a mode of the grant, and that a denial names the rule, its place and the way out.
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;

namespace Tactus.Policy.Tests.Tools;

public sealed class ToolPolicyTests
{
    [Fact]
    public void A_granted_name_is_allowed_by_its_pattern() =>
        ToolPolicy.Decide(Grants.TestGrant.With(["host.ping", "git.*"]), "git.log").ShouldBe(new ToolDecision.Allowed("git.*"));

    [Fact]
    public void A_denial_names_rule_place_and_the_line_that_would_allow()
    {
        var denied = ToolPolicy.Decide(Grants.TestGrant.With(["host.ping", "git.*"]), "tracker.open").ShouldBeOfType<ToolDecision.Denied>();

        denied.Rule.ShouldBe("tools.allow is [host.ping, \"git.*\"] (sidecar x.tac.yml:3)");
        denied.AllowingYaml.ShouldBe("tools:\n  allow: [host.ping, \"git.*\", tracker.open]");
    }

    [Fact]
    public void An_empty_list_allows_nothing_and_says_so()
    {
        var denied = ToolPolicy.Decide(Grants.TestGrant.With([]), "host.ping").ShouldBeOfType<ToolDecision.Denied>();

        denied.AllowingYaml.ShouldBe("tools:\n  allow: [host.ping]");
    }

    [Fact]
    public void A_hostile_name_is_shown_harmlessly()
    {
        var denied = ToolPolicy.Decide(Grants.TestGrant.With([]), "a\u001b[31m\"\\ b" + new string('x', 500)).ShouldBeOfType<ToolDecision.Denied>();

        denied.AllowingYaml.ShouldStartWith("tools:\n  allow: [\"a\\u001b[31m\\u0022\\u005c\\u0020bx");
        denied.AllowingYaml.Length.ShouldBeLessThan(250);
    }

    [Theory]
    [InlineData(PermissionMode.Readonly, EffectClass.Read, true)]
    [InlineData(PermissionMode.Readonly, EffectClass.Idempotent, false)]
    [InlineData(PermissionMode.Readonly, EffectClass.Once, false)]
    [InlineData(PermissionMode.Edit, EffectClass.Once, true)]
    [InlineData(PermissionMode.Full, EffectClass.Once, true)]
    public void The_mode_readonly_allows_only_reading_tools(PermissionMode mode, EffectClass effect, bool allowed)
    {
        var decision = ToolPolicy.Decide(Grants.TestGrant.With(["git.log"], mode), "git.log", effect);

        (decision is ToolDecision.Allowed).ShouldBe(allowed);
        if (decision is ToolDecision.Denied denied)
        {
            denied.Rule.ShouldBe($"permissions.mode is readonly (default) and the tool's effect is {effect.ToString().ToLowerInvariant()}");
            denied.AllowingYaml.ShouldBe("permissions:\n  mode: edit");
        }
    }

    [Fact]
    public void A_mode_never_allows_a_name_that_is_not_granted() =>
        ToolPolicy.Decide(Grants.TestGrant.With([], PermissionMode.Full), "git.log", EffectClass.Once).ShouldBeOfType<ToolDecision.Denied>();
}
