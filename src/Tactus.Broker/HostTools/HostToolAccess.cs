using System.Diagnostics.CodeAnalysis;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;

namespace Tactus.Broker.HostTools;

/// <summary>Holds a host tool against the grant.</summary>
internal static class HostToolAccess
{
    /// <summary>Lets a tool pass that is there and granted.</summary>
    /// <exception cref="EffectException">It is not granted (TAC3101), or there is none (TAC3102).</exception>
    public static void Require(Grant grant, string name, [NotNull] IHostTool? tool) =>
        Require(tool is null ? ToolPolicy.Decide(grant, name) : ToolPolicy.Decide(grant, name, tool.Info.Effect), name, tool);

    /// <summary>Lets a tool pass that is there and for which the policy decided so.</summary>
    /// <exception cref="EffectException">It is not granted (TAC3101), or there is none (TAC3102).</exception>
    public static void Require(ToolDecision decision, string name, [NotNull] IHostTool? tool)
    {
        string shown = ToolName.FindProblem(name) is null ? name : "(not a tool name)";
        if (decision is ToolDecision.Denied denied)
        {
            throw new EffectException(
                "TAC3101", EffectErrorKind.Denied, $"the host tool '{shown}' is not granted: {denied.Rule}",
                (tool is null ? "declare it under host_tools, and allow it, " : "") + $"in trusted YAML (the sidecar or .tactus/config.yml):\n{denied.AllowingYaml}");
        }

        if (tool is null)
        {
            throw new EffectException(
                "TAC3102", EffectErrorKind.Denied, $"there is no host tool '{shown}'",
                "declare it under host_tools in trusted YAML; `tactus tools list` shows those that exist");
        }
    }
}
