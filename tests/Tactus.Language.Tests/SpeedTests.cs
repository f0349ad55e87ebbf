using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests;

/// <summary>Proves the figures that the language promises, in CPU time of the Lua thread, so that a busy machine does not matter.</summary>
public sealed class SpeedTests
{
    [Fact]
    public void A_megabyte_of_JSON_is_decoded_and_encoded_in_half_a_second_each()
    {
        const string Make = """
            local rows = {}
            for i = 1, 12000 do rows[i] = { id = i, name = "row number " .. i, tags = { "a", "b\n" }, value = i / 3, ok = i % 2 == 0 } end
            local text = Json.encode(rows)
            assert(#text > 1000000, #text)
            """;
        TimeSpan encode = CpuTime(Make);
        encode.ShouldBeLessThan(TimeSpan.FromSeconds(0.7));
        (CpuTime(Make + " local again = Json.decode(text) assert(#again == 12000)") - encode).ShouldBeLessThan(TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void Twenty_thousand_effects_keep_the_heap_flat()
    {
        var channel = new CountingChannel();
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf("for i = 1, 20000 do Host.call('host.ping', { n = i, text = 'x' }) end"), channel);
        outcome.Effects.ShouldBe(20_000UL);
        outcome.LuaPeakBytes.ShouldBeLessThan(4UL * 1024 * 1024);
        outcome.CpuTime.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Appending_to_state_costs_the_same_however_long_the_list_is() =>
        CpuTime("for i = 1, 50000 do State.append('rows', { i = i }) end").ShouldBeLessThan(TimeSpan.FromSeconds(1));

    private static TimeSpan CpuTime(string source)
    {
        ProcedureOutcome outcome = Harness.Run(Harness.StartOf(source), new ScriptedChannel());
        outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
        return outcome.CpuTime;
    }

    private sealed class CountingChannel : IEffectChannel
    {
        private static readonly Google.Protobuf.ByteString Result = Google.Protobuf.ByteString.CopyFrom(Value.MapOf(("ok", Value.True)).Encode());

        public PerformResponse Perform(PerformRequest request) => new() { Result = Result };

        public void Begin(PerformRequest request) => throw new NotSupportedException("one task never begins an effect");

        public BegunAnswer Await() => throw new NotSupportedException("one task never awaits one");

        public void Emit(EmitRequest request) => request.Events.Count.ShouldBe(0);
    }
}
