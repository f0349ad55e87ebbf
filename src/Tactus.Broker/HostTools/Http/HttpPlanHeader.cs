namespace Tactus.Broker.HostTools.Http;

/// <summary>A rendered header.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value.</param>
/// <param name="HasSecret">True when the value was made with a secret.</param>
internal sealed record HttpPlanHeader(string Name, string Value, bool HasSecret)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
