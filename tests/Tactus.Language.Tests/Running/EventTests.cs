using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Running;

/// <summary>Proves that lines reach the host before the next effect, in batches, and under keys that a repeated run would repeat.</summary>
public sealed class EventTests
{
    [Fact]
    public void Lines_are_keyed_by_branch_position_and_ordinal_with_their_place()
    {
        var channel = new ScriptedChannel().Answer("host.call", "x", Value.Null);
        Harness.Output(
            """
            print("a") print("b")
            Host.call("x")
            print("c")
            checkpoint(function()
              print("d")
              Host.call("x")
              print("e")
            end)
            Log.warn("f", { n = 1 })
            """,
            channel);

        channel.Events.Select(line => $"{line.Key.Branch}#{line.Key.Position}.{line.Ordinal} {line.Text.ToStringUtf8()} {line.Location.File}:{line.Location.Line}")
            .ShouldBe([
                "main#0.1 a test.tac:1", "main#0.2 b test.tac:1", "main#1.1 c test.tac:3", "main/2.checkpoint#0.1 d test.tac:5",
                "main/2.checkpoint#1.1 e test.tac:7", "main#2.1 f test.tac:9",
            ]);
    }

    [Fact]
    public void Lines_arrive_before_the_effect_that_follows_them()
    {
        var order = new List<string>();
        var channel = new OrderChannel(order);
        Harness.Run(Harness.StartOf("print('one') Host.call('x') print('two')"), channel);
        order.ShouldBe(["emit one", "perform x", "emit two"]);
    }

    [Fact]
    public void Without_effects_the_first_line_goes_out_at_once_and_later_ones_every_16_KiB()
    {
        var channel = new ScriptedChannel();
        Harness.Output("for i = 1, 320 do print(string.rep('x', 1008)) end", channel);
        channel.Events.Count.ShouldBe(320);
        channel.BatchSizes.Take(10).ShouldBe([1, 1, 1, 1, 2, 4, 8, 16, 16, 16]);
    }

    [Fact]
    public void One_enormous_line_is_cut_to_fit_a_message()
    {
        var channel = new ScriptedChannel();
        Harness.Output("print(string.rep('x', 20 * 1024 * 1024)) print('after') Log.info('big', { data = string.rep('y', 20 * 1024 * 1024) })", channel);
        channel.Events.Count.ShouldBe(3);
        channel.Events[0].Text.Length.ShouldBeLessThan(5 * 1024 * 1024);
        channel.Events[0].Text.ToStringUtf8().ShouldEndWith("(cut)");
        channel.Events[1].Text.ToStringUtf8().ShouldBe("after");
        Value.Decode(channel.Events[2].Data.Span).ToString().ShouldBe("\"(too large)\"");
    }

    [Fact]
    public void Lines_before_a_failure_are_not_lost()
    {
        var channel = new ScriptedChannel();
        Harness.Run(Harness.StartOf("print('before') error('x')"), channel);
        channel.Events.Select(line => line.Text.ToStringUtf8()).ShouldBe(["before"]);
    }

    private sealed class OrderChannel(List<string> order) : IEffectChannel
    {
        public PerformResponse Perform(PerformRequest request)
        {
            order.Add("perform " + request.Name);
            return new PerformResponse { Result = ByteString.CopyFrom(Value.Null.Encode()) };
        }

        public void Begin(PerformRequest request) => throw new NotSupportedException("one task never begins an effect");

        public BegunAnswer Await() => throw new NotSupportedException("one task never awaits one");

        public void Emit(EmitRequest request) => order.AddRange(request.Events.Select(line => "emit " + line.Text.ToStringUtf8()));
    }
}
