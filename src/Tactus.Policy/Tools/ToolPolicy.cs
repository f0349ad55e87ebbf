using Tactus.Policy.Grants;

namespace Tactus.Policy.Tools;

/// <summary>Decides which tools a run may call. Pure and thread-safe.</summary>
public static class ToolPolicy
{
    /// <summary>The key of the allow-list.</summary>
    public const string AllowKey = "tools.allow";

    /// <summary>The key of the permission mode.</summary>
    public const string ModeKey = "permissions.mode";

    /// <summary>Decides by name alone: what a listing shows.</summary>
    /// <param name="grant">The run's grant.</param>
    /// <param name="toolName">The name exactly as the procedure wrote it.</param>
    public static ToolDecision Decide(Grant grant, string toolName)
    {
        foreach (var pattern in grant.AllowedTools)
        {
            if (ToolPattern.Parse(pattern).Matches(toolName))
            {
                return new ToolDecision.Allowed(pattern);
            }
        }

        var allowed = string.Join(", ", grant.AllowedTools.Select(Quote));
        var wanted = grant.AllowedTools.Count == 0 ? Quote(toolName) : $"{allowed}, {Quote(toolName)}";
        return new ToolDecision.Denied(
            $"{AllowKey} is [{allowed}] ({PlaceOf(grant, AllowKey)})",
            $"tools:\n  allow: [{wanted}]");
    }

    /// <summary>Decides by name and by what the tool changes: what a call needs.</summary>
    /// <param name="grant">The run's grant.</param>
    /// <param name="toolName">The name exactly as the procedure wrote it.</param>
    /// <param name="effect">The tool's class; <see cref="PermissionMode.Readonly"/> allows only <see cref="EffectClass.Read"/>.</param>
    public static ToolDecision Decide(Grant grant, string toolName, EffectClass effect)
    {
        var byName = Decide(grant, toolName);
        return byName is ToolDecision.Allowed && effect != EffectClass.Read && grant.Permissions == PermissionMode.Readonly
            ? new ToolDecision.Denied(
                $"{ModeKey} is readonly ({PlaceOf(grant, ModeKey)}) and the tool's effect is {Name(effect)}",
                "permissions:\n  mode: edit")
            : byName;
    }

    private static string Name(EffectClass effect) => effect == EffectClass.Once ? "once" : "idempotent";

    private static string PlaceOf(Grant grant, string key) =>
        grant.Provenance.GetValueOrDefault(key, Provenance.Default).ToString();

    private static string Quote(string name) => ToolName.FindProblem(name) is null ? name : $"\"{Escape(name)}\"";

    // The name comes from an untrusted procedure and lands in an error that a person reads on a terminal.
    private static string Escape(string name) =>
        string.Concat(name.Take(ToolName.MaxLength).Select(c => c is > ' ' and < '\u007f' and not ('"' or '\\') ? c.ToString() : $"\\u{(int)c:x4}"));
}
