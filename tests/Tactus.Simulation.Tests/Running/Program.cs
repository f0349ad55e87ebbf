using System.Text;
using Google.Protobuf;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Simulation.Tests.Running;

/// <summary>A procedure to simulate.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Source">The text of its main file.</param>
internal sealed record Program(string Name, string Source)
{
    // Far more than any needs: one that loops ends the test process with its place instead of hanging it.
    private const ulong CpuTimeMs = 30_000;

    /// <summary>Its input. Default: none.</summary>
    public MapValue Input { get; init; } = Value.EmptyMap;

    /// <summary>Modules by the name under which they are required.</summary>
    public IReadOnlyDictionary<string, string> Modules { get; init; } = new Dictionary<string, string>();

    /// <summary>Files of the workspace by their path, before the run.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>True when what comes of it depends on which of several answers comes first: two executions may rightly differ then.</summary>
    public bool IsRacy { get; init; }

    /// <summary>Reads a file of the checkout; files beside it that end in <c>.tac</c> are its modules.</summary>
    public static Program Read(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        return new Program(Path.GetFileName(path), File.ReadAllText(path))
        {
            Modules = Directory.GetFiles(folder, "*.tac").Where(file => file != path)
                .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText),
        };
    }

    /// <summary>What a guest is told at its start.</summary>
    public StartResponse Start(string runId, MapValue input, DateTimeOffset now)
    {
        var start = new StartResponse
        {
            RunId = runId,
            Mode = StartResponse.Types.Mode.Run,
            Seed = 7,
            ClockUnixNanos = (now - DateTimeOffset.UnixEpoch).Ticks * 100,
            Input = ByteString.CopyFrom(input.Encode()),
            Limits = new Limits { LuaMemoryBytes = 128 << 20, CpuTimeMs = CpuTimeMs },
            Bundle = new Bundle { Main = Name, Files = { SourceOf(Name, "", Source) } },
        };
        foreach ((string module, string source) in Modules)
        {
            start.Bundle.Files.Add(SourceOf($"{module}.tac", module, source));
        }

        return start;
    }

    private static SourceFile SourceOf(string path, string module, string source) =>
        new() { Path = path, Module = module, Source = ByteString.CopyFrom(Encoding.UTF8.GetBytes(source)) };
}
