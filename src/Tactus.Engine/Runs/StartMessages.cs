using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
            Seed = Derive("random", seed),
            Fence = Derive("fence", seed),
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

    // The recorded seed itself never reaches a guest. A few draws of a stream tell the seed of that stream, and whoever had it could forge the fence.
    private static ulong Derive(string purpose, ulong seed)
    {
        Span<byte> bytes = stackalloc byte[64];
        int length = Encoding.ASCII.GetBytes(purpose, bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[length..], seed);
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes[..(length + sizeof(ulong))])) | 1;
    }

    private static SourceFile Source(ProcedureSource source) => new()
    {
        Path = source.DisplayPath,
        Module = source.Module,
        Source = UnsafeByteOperations.UnsafeWrap(source.Content),
    };
}
