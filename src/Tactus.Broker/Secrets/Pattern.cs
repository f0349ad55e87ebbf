namespace Tactus.Broker.Secrets;

/// <summary>One form of one secret.</summary>
/// <param name="Bytes">The form.</param>
/// <param name="Secret">Whose it is.</param>
internal sealed record Pattern(byte[] Bytes, Secret Secret);
