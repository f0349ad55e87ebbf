namespace Tactus.Configuration.Trust;

/// <summary>A content that a person trusts at a place.</summary>
/// <param name="Path">The real path.</param>
/// <param name="Sha256">SHA-256 of the content, in lower-case hexadecimal.</param>
/// <param name="TrustedAt">When the person said so.</param>
public sealed record TrustRecord(string Path, string Sha256, DateTimeOffset TrustedAt);
