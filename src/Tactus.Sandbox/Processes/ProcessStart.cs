using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Processes;

/// <summary>A program to start: no shell, explicit arguments, explicit environment, nothing inherited.</summary>
internal sealed record ProcessStart
{
    /// <summary>Absolute path of the program.</summary>
    public required string Program { get; init; }

    /// <summary>The arguments, the program's own name first.</summary>
    public required IReadOnlyList<string> Argv { get; init; }

    /// <summary>The whole environment. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Working directory. Default: <c>/</c>.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Descriptors that the child gets as 3, 4, … in this order. The caller still owns them.</summary>
    public IReadOnlyList<OwnedDescriptor> ExtraDescriptors { get; init; } = [];

    /// <summary>What is written to standard input, which is closed afterwards. Null keeps it open for <see cref="RunningProcess.WriteInput"/>
    /// or <see cref="RunningProcess.DetachInput"/>.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; } = ReadOnlyMemory<byte>.Empty;

    /// <summary>Where standard output goes; null for <c>/dev/null</c>.</summary>
    public IOutputSink? Output { get; init; }

    /// <summary>Where standard error goes; null for <c>/dev/null</c>.</summary>
    public IOutputSink? Error { get; init; }
}
