using Tactus.Policy.Grants;

namespace Tactus.Policy.Models;

/// <summary>Whether a run may ask a model.</summary>
public abstract record ModelDecision
{
    private ModelDecision()
    {
    }

    /// <summary>It may.</summary>
    /// <param name="Provider">Where it is asked.</param>
    public sealed record Allowed(ModelProvider Provider) : ModelDecision;

    /// <summary>It may not.</summary>
    /// <param name="Rule">The rule that refused it and where it is written, as one sentence.</param>
    /// <param name="AllowingYaml">The YAML that would allow it.</param>
    public sealed record Denied(string Rule, string AllowingYaml) : ModelDecision;
}
