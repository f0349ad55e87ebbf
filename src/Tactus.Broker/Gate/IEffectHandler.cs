namespace Tactus.Broker.Gate;

/// <summary>One kind of effect. A new kind is one class that implements this, and one line in <see cref="EffectTable"/>.</summary>
public interface IEffectHandler
{
    /// <summary>The kind, for instance <c>file.read</c>.</summary>
    string Kind { get; }

    /// <summary>Checks the arguments' shape; looks at nothing outside and does nothing.</summary>
    /// <exception cref="EffectException">They are wrong; kind <see cref="EffectErrorKind.Invalid"/>.</exception>
    IEffect Parse(EffectCall call);
}
