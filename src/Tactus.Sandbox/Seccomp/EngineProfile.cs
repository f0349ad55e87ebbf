using System.Text.Json.Nodes;

namespace Tactus.Sandbox.Seccomp;

/// <summary>Writes a policy as the JSON profile that container engines take.</summary>
internal static class EngineProfile
{
    private const int OperationNotPermitted = 1;
    private const int FunctionNotImplemented = 38;

    /// <summary>The profile, for <c>--security-opt seccomp=…</c>.</summary>
    internal static string Write(SeccompPolicy policy, SeccompArchitecture architecture)
        => new JsonObject
        {
            ["defaultAction"] = ActionName(policy.Default),
            ["architectures"] = new JsonArray(architecture.EngineName),
            ["syscalls"] = new JsonArray([.. policy.Rules.Select(rule => Rule(rule, architecture)).OfType<JsonNode>()]),
        }.ToJsonString();

    private static JsonObject? Rule(SeccompRule rule, SeccompArchitecture architecture)
    {
        JsonNode[] names = [.. rule.Names.Where(name => architecture.Number(name) is not null).Select(name => (JsonNode)name)];
        if (names.Length == 0)
        {
            return null;
        }

        var entry = new JsonObject
        {
            ["names"] = new JsonArray(names),
            ["action"] = ActionName(rule.Action),
            ["args"] = new JsonArray([.. rule.Conditions.Select(Condition)]),
        };
        if (rule.Action != SeccompAction.Allow)
        {
            entry["errnoRet"] = rule.Action == SeccompAction.NotImplemented ? FunctionNotImplemented : OperationNotPermitted;
        }

        return entry;
    }

    private static JsonNode Condition(SeccompCondition condition) => condition.Mask == ulong.MaxValue
        ? new JsonObject { ["index"] = condition.Argument, ["value"] = condition.Value, ["op"] = "SCMP_CMP_EQ" }
        : new JsonObject
        {
            ["index"] = condition.Argument,
            ["value"] = condition.Mask,
            ["valueTwo"] = condition.Value,
            ["op"] = "SCMP_CMP_MASKED_EQ",
        };

    private static string ActionName(SeccompAction action)
        => action == SeccompAction.Allow ? "SCMP_ACT_ALLOW" : "SCMP_ACT_ERRNO";
}
