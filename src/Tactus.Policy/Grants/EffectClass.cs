namespace Tactus.Policy.Grants;

/// <summary>What a crash in the middle of an effect means.</summary>
public enum EffectClass
{
    /// <summary>It changes nothing: performed again.</summary>
    Read,

    /// <summary>It may be repeated under the same idempotency key.</summary>
    Idempotent,

    /// <summary>It may not be repeated: in doubt.</summary>
    Once,
}
