namespace Tactus.Policy.Grants;

/// <summary>Limits of one host tool.</summary>
/// <param name="Calls">Calls in one run. Default: 1,000.</param>
/// <param name="Timeout">Time of one call. Default: 30 s.</param>
/// <param name="Response">Bytes of one answer. Default: 1 MiB.</param>
public sealed record HostToolLimits(int Calls, TimeSpan Timeout, long Response);
