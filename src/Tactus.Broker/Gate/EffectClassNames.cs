using Tactus.Policy.Grants;

namespace Tactus.Broker.Gate;

/// <summary>The names of the classes of effect in a journal.</summary>
internal static class EffectClassNames
{
    /// <summary>The name of a class.</summary>
    public static string Of(EffectClass effectClass) => effectClass switch
    {
        EffectClass.Once => "once",
        EffectClass.Idempotent => "idempotent",
        _ => "read",
    };
}
