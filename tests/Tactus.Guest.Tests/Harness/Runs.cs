using Google.Protobuf;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Guest.Tests.Harness;

/// <summary>Answers to Start and to effects, for tests.</summary>
internal static class Runs
{
    /// <summary>A run of one file, with limits that no test reaches by accident.</summary>
    public static StartResponse Of(string source, Limits? limits = null) => new()
    {
        Mode = StartResponse.Types.Mode.Run,
        RunId = "test",
        Seed = 1,
        Input = ByteString.CopyFrom(Value.EmptyMap.Encode()),
        Limits = limits ?? new Limits { LuaMemoryBytes = 64 << 20, CpuTimeMs = 20_000, OutputBytes = 1 << 20, Effects = 100_000 },
        Bundle = new Bundle { Main = "test.tac", Files = { new SourceFile { Path = "test.tac", Source = ByteString.CopyFromUtf8(source) } } },
    };

    /// <summary>An answer with a value.</summary>
    public static PerformResponse Answer(PerformRequest request, Value value) => new()
    {
        Result = ByteString.CopyFrom(value.Encode()),
        Delivery = request.Key.Position,
        ClockUnixNanos = 1,
    };
}
