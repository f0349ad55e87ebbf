using System.Security.Cryptography;

namespace Tactus.Engine.Procedures;

/// <summary>One source file of a bundle.</summary>
/// <param name="DisplayPath">The name that tracebacks show: the path relative to the procedure's directory.</param>
/// <param name="Module">The name under which <c>require</c> finds it; empty for the procedure itself.</param>
/// <param name="FullPath">Where it was read.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ProcedureSource(string DisplayPath, string Module, string FullPath, byte[] Content)
{
    /// <summary>SHA-256 in lower-case hex.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Content));
}
