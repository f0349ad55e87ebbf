using Tactus.Broker.Secrets;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.HostTools.Exec;

/// <summary>Where the programs of a run's exec tools run, and what they see there.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="Helpers">Runs them.</param>
/// <param name="Mounts">Directories that they see.</param>
/// <param name="Workspace">Where they see the workspace; null when there is none.</param>
/// <param name="MemoryLimit">Bytes of memory of each.</param>
/// <param name="Redactor">Knows the run's secrets.</param>
internal sealed record ExecPlace(
    string RunId, IHelperSandbox Helpers, IReadOnlyList<HelperMount> Mounts, string? Workspace, long MemoryLimit, Redactor Redactor)
{
    /// <summary>Output that was cut may end in the middle of a secret, where no redactor knows it: that much of its end goes.</summary>
    public byte[] Tidy(byte[] output, bool isCut) =>
        isCut && !Redactor.IsEmpty ? output[..Math.Max(0, output.Length - Redactor.LongestForm)] : output;
}
