using System.Security.Cryptography;
using Google.Protobuf;
using Tactus.Engine.Procedures;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Runs;

/// <summary>Writes what a guest is told at its start.</summary>
internal static class StartMessages
{
    // The guest's own runtime and its connection need the last quarter.
    private const int LuaQuarters = 3;

    private const long NanosecondsPerTick = 100;

    public static StartResponse Create(
        string runId, StartResponse.Types.Mode mode, ProcedureBundle? bundle, MapValue input, bool coerce, SandboxGrant sandbox, ulong seed, DateTimeOffset now)
    {
        var start = new StartResponse
        {
            RunId = runId,
            Mode = mode,
            Input = ByteString.CopyFrom(input.Encode()),
            CoerceInput = coerce,
            Seed = seed,
            ClockUnixNanos = (now - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick,
            Limits = new Limits
            {
                LuaMemoryBytes = (ulong)(sandbox.Limits.Memory / 4 * LuaQuarters),
                CpuTimeMs = (ulong)sandbox.Limits.CpuTime.TotalMilliseconds,
                OutputBytes = (ulong)sandbox.Limits.Output,
                Effects = (ulong)sandbox.Limits.Effects,
            },
        };
        foreach ((string name, string value) in sandbox.Environment)
        {
            start.Env.Add(name, value);
        }

        if (bundle is not null)
        {
            start.Bundle = new Bundle { Main = bundle.Main.DisplayPath };
            start.Bundle.Files.Add(Source(bundle.Main));
            start.Bundle.Files.Add(bundle.Modules.Select(Source));
        }

        return start;
    }

    /// <summary>A seed that is never zero.</summary>
    public static ulong NewSeed()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes) | 1;
    }

    private static SourceFile Source(ProcedureSource source) => new()
    {
        Path = source.DisplayPath,
        Module = source.Module,
        Source = UnsafeByteOperations.UnsafeWrap(source.Content),
    };
}
