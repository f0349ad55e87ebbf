namespace Tactus.Protocol;

/// <summary>The versions that guest and host agree on.</summary>
public static class ContractVersions
{
    /// <summary>Version of the wire contract.</summary>
    public const uint Wire = 1;

    /// <summary>Version of the .tac language; a run is resumed only under the version that it started with.</summary>
    public const string Language = "1.0";
}
