using System.Collections.Frozen;

namespace Tactus.Broker.Gate;

/// <summary>The kinds of effect that a run can ask for. Immutable and thread-safe.</summary>
public sealed class EffectTable
{
    private readonly FrozenDictionary<string, IEffectHandler> _handlers;

    /// <summary>A table of these handlers.</summary>
    /// <exception cref="ArgumentException">Two are of one kind.</exception>
    public EffectTable(IEnumerable<IEffectHandler> handlers)
    {
        var byKind = new Dictionary<string, IEffectHandler>(StringComparer.Ordinal);
        foreach (IEffectHandler handler in handlers)
        {
            byKind.Add(handler.Kind, handler);
        }

        _handlers = byKind.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The kinds, sorted.</summary>
    public IEnumerable<string> Kinds => _handlers.Keys.Order(StringComparer.Ordinal);

    /// <summary>The handler of a kind.</summary>
    /// <exception cref="EffectException">There is none (TAC3001).</exception>
    public IEffectHandler Find(string kind) =>
        _handlers.TryGetValue(kind, out IEffectHandler? handler)
            ? handler
            : throw new EffectException(
                "TAC3001", EffectErrorKind.Invalid, "this broker knows no such kind of effect",
                "run guest and host of one version; docs/effects.md lists the kinds");
}
