// Proves that a session holds a hostile guest to the conversation: one token, one start, positions in order, one finish, and then nothing.
using Google.Protobuf;
using Tactus.Broker.Sessions;
using Tactus.Broker.Tests.Support;
using Tactus.Protocol;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Sessions;

public sealed class BrokerSessionTests
{
    private static readonly StartRequest Hello = new() { ProtocolVersion = 1, LanguageVersion = "1.0", Lockdown = { "seccomp: tsync" } };
    private static readonly FinishRequest Done = new() { Status = FinishRequest.Types.Status.Succeeded, Output = ByteString.CopyFrom(0xa0) };

    [Fact]
    public async Task A_whole_conversation_ends_with_what_the_guest_said()
    {
        await using var run = await LiveSession.StartAsync();
        (await run.Guest.StartAsync(Hello)).RunId.ShouldBe("run1");
        (await run.Guest.PerformAsync(Ping(1))).Value().Get("ok").ShouldBe(Value.True);
        await run.Guest.FinishAsync(Done);

        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.Finished);
        outcome.Finish!.Status.ShouldBe(FinishRequest.Types.Status.Succeeded);
        run.Session.Lockdown.ShouldBe(["seccomp: tsync"]);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_the_right_one_still_works()
    {
        await using var run = await LiveSession.StartAsync();
        using BrokerClient stranger = BrokerClient.Connect(run.SocketPath, new byte[RunToken.Length]);
        await ShouldFailAsync(stranger.StartAsync(Hello), GrpcStatusCode.Unauthenticated);
        await ShouldFailAsync(stranger.PerformAsync(Ping(1)), GrpcStatusCode.Unauthenticated);

        (await run.Guest.StartAsync(Hello)).RunId.ShouldBe("run1");
    }

    [Fact]
    public async Task The_token_of_another_run_is_refused()
    {
        await using var run = await LiveSession.StartAsync();
        await using var other = await LiveSession.StartAsync();
        using BrokerClient stranger = BrokerClient.Connect(run.SocketPath, other.Session.Token.Bytes.Span);
        await ShouldFailAsync(stranger.StartAsync(Hello), GrpcStatusCode.Unauthenticated);
        await other.Guest.StartAsync(Hello);
    }

    [Fact]
    public async Task Nothing_works_before_the_start_and_a_second_start_is_refused()
    {
        await using var run = await LiveSession.StartAsync();
        await ShouldFailAsync(run.Guest.PerformAsync(Ping(1)), GrpcStatusCode.FailedPrecondition);
        await ShouldFailAsync(run.Guest.FinishAsync(Done), GrpcStatusCode.FailedPrecondition);
        await run.Guest.StartAsync(Hello);
        await ShouldFailAsync(run.Guest.StartAsync(Hello), GrpcStatusCode.FailedPrecondition);
        (await run.Guest.PerformAsync(Ping(1))).Value();
    }

    [Fact]
    public async Task Another_version_of_the_contract_is_refused()
    {
        await using var run = await LiveSession.StartAsync();
        await ShouldFailAsync(run.Guest.StartAsync(new StartRequest { ProtocolVersion = 2 }), GrpcStatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task A_second_connection_with_the_right_token_is_refused()
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        using BrokerClient second = BrokerClient.Connect(run.SocketPath, run.Session.Token.Bytes.Span);
        await ShouldFailAsync(second.PerformAsync(Ping(1)), GrpcStatusCode.FailedPrecondition);
        (await run.Guest.PerformAsync(Ping(1))).Value();
    }

    [Theory]
    [InlineData("main", 0, GrpcStatusCode.InvalidArgument)]
    [InlineData("main", 2, GrpcStatusCode.FailedPrecondition)]
    [InlineData("", 1, GrpcStatusCode.InvalidArgument)]
    [InlineData("other", 1, GrpcStatusCode.InvalidArgument)]
    [InlineData("main/0.checkpoint", 1, GrpcStatusCode.InvalidArgument)]
    [InlineData("main/1.", 1, GrpcStatusCode.InvalidArgument)]
    [InlineData("main/2.checkpoint", 1, GrpcStatusCode.FailedPrecondition)]
    [InlineData("main/1.checkpoint/2.checkpoint", 1, GrpcStatusCode.FailedPrecondition)]
    public async Task A_place_out_of_order_is_refused(string branch, long position, GrpcStatusCode expected)
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        await ShouldFailAsync(run.Guest.PerformAsync(TestBroker.Request(position, "host.call", "host.ping", Value.EmptyMap, branch)), expected);
        (await run.Guest.PerformAsync(TestBroker.Request(1, "host.call", "host.ping", Value.EmptyMap, "main/1.checkpoint"))).Value();
        (await run.Guest.PerformAsync(Ping(1))).Value();
        await ShouldFailAsync(
            run.Guest.PerformAsync(TestBroker.Request(2, "host.call", "host.ping", Value.EmptyMap, "main/1.checkpoint")),
            GrpcStatusCode.FailedPrecondition);
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("01")]
    [InlineData("a1416101ff")]
    [InlineData("bb000000ffffffffff")]
    [InlineData("5b7fffffffffffffff")]
    public async Task Malformed_arguments_are_no_effect(string hexadecimal)
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        PerformRequest request = Ping(1);
        request.Arguments = ByteString.CopyFrom(Convert.FromHexString(hexadecimal));
        await ShouldFailAsync(run.Guest.PerformAsync(request), GrpcStatusCode.InvalidArgument);
        (await run.Guest.PerformAsync(Ping(1))).Value();
    }

    [Fact]
    public async Task Arguments_nested_too_deep_are_no_effect()
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        byte[] nested = [0xa1, 0x41, (byte)'a', .. Enumerable.Repeat((byte)0x81, 10_000), 0xf6];
        PerformRequest request = Ping(1);
        request.Arguments = ByteString.CopyFrom(nested);
        await ShouldFailAsync(run.Guest.PerformAsync(request), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public async Task An_unknown_kind_is_an_answer()
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        (await run.Guest.PerformAsync(TestBroker.Request(1, "shell.exec", "id", Value.EmptyMap))).ShouldBeError("TAC3001", "invalid");
    }

    [Fact]
    public async Task A_branch_does_one_thing_at_a_time()
    {
        var helpers = new HeldHelper();
        await using var run = await LiveSession.StartAsync(Grants.WithTools(Tools.Exec("build", "true")), helpers);
        await run.Guest.StartAsync(Hello);
        Task<PerformResponse> first = run.Guest.PerformAsync(TestBroker.Request(1, "host.call", "build", Value.EmptyMap));
        await helpers.Running;
        await ShouldFailAsync(run.Guest.PerformAsync(Ping(2)), GrpcStatusCode.FailedPrecondition);
        helpers.Release();
        (await first).Value().Get("exit_code").Integer().ShouldBe(0);
        (await run.Guest.PerformAsync(Ping(2))).Value();
    }

    [Fact]
    public async Task A_side_effect_is_recorded_although_its_guest_is_gone()
    {
        var helpers = new HeldHelper();
        await using var run = await LiveSession.StartAsync(Grants.WithTools(Tools.Exec("build", "true")), helpers);
        await run.Guest.StartAsync(Hello);
        Task<PerformResponse> lost = run.Guest.PerformAsync(TestBroker.Request(1, "host.call", "build", Value.EmptyMap));
        await helpers.Running;
        run.Guest.Dispose();
        (await run.Session.Completion).End.ShouldBe(SessionEnd.Disconnected);
        helpers.Release();
        await run.Session.DisposeAsync();
        await Should.ThrowAsync<Exception>(() => lost);

        (await run.Broker.EntriesAsync()).ShouldHaveSingleItem().Status.ShouldBe(Journal.EntryStatus.Succeeded);
    }

    [Fact]
    public async Task A_cancelled_side_effect_stays_in_doubt()
    {
        var helpers = new HeldHelper();
        await using var run = await LiveSession.StartAsync(Grants.WithTools(Tools.Exec("build", "true")), helpers);
        await run.Guest.StartAsync(Hello);
        Task<PerformResponse> asked = run.Guest.PerformAsync(TestBroker.Request(1, "host.call", "build", Value.EmptyMap));
        await helpers.Running;
        run.Session.Cancel();
        (await asked).ShouldBeError("TAC3003", "cancelled").Fatal.ShouldBeTrue();

        (await run.Session.Completion).End.ShouldBe(SessionEnd.Cancelled);
        (await run.Broker.EntriesAsync()).ShouldHaveSingleItem().Status.ShouldBe(Journal.EntryStatus.Intent);
    }

    [Fact]
    public async Task The_token_is_dead_after_the_finish()
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        await run.Guest.FinishAsync(Done);
        await ShouldFailAsync(run.Guest.PerformAsync(Ping(1)), GrpcStatusCode.Unauthenticated);
        await ShouldFailAsync(run.Guest.FinishAsync(Done), GrpcStatusCode.Unauthenticated);
        await ShouldFailAsync(run.Guest.EmitAsync(new EmitRequest()), GrpcStatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Sixteen_broken_calls_end_the_session()
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        for (int i = 0; i < 16; i++)
        {
            await ShouldFailAsync(run.Guest.PerformAsync(Ping(9)), GrpcStatusCode.FailedPrecondition);
        }

        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.Misbehaved);
        outcome.Failure!.Code.ShouldBe("TAC3006");
        await ShouldFailAsync(run.Guest.PerformAsync(Ping(1)), GrpcStatusCode.Unauthenticated);
    }

    [Fact]
    public async Task A_lost_connection_ends_the_session()
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        run.Guest.Dispose();
        (await run.Session.Completion).End.ShouldBe(SessionEnd.Disconnected);
    }

    [Fact]
    public async Task A_spent_budget_ends_the_run_whatever_the_guest_says()
    {
        await using var run = await LiveSession.StartAsync(Grants.WithLimits(limits => limits with { Effects = 1 }));
        await run.Guest.StartAsync(Hello);
        await run.Guest.PerformAsync(Ping(1));
        (await run.Guest.PerformAsync(Ping(2))).ShouldBeError("TAC3601", "budget").Fatal.ShouldBeTrue();
        await run.Guest.FinishAsync(Done);

        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.OutOfBudget);
        outcome.Fatal!.Code.ShouldBe("TAC3601");
    }

    [Fact]
    public async Task A_guest_that_does_not_finish_after_a_spent_budget_is_ended()
    {
        var clock = new HeldClock();
        await using var run = await LiveSession.StartAsync(Grants.WithLimits(limits => limits with { Effects = 0 }), clock: clock);
        await run.Guest.StartAsync(Hello);
        (await run.Guest.PerformAsync(Ping(1))).ShouldBeError("TAC3601", "budget");
        run.Session.Completion.IsCompleted.ShouldBeFalse();
        clock.Elapse(TimeSpan.FromSeconds(5));

        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.OutOfBudget);
        outcome.Finish.ShouldBeNull();
    }

    [Fact]
    public async Task A_guest_that_prints_too_much_is_out_of_budget()
    {
        await using var run = await LiveSession.StartAsync(Grants.WithLimits(limits => limits with { Output = 100 }));
        await run.Guest.StartAsync(Hello);
        await run.Guest.EmitAsync(Print(1, "hello"));
        await ShouldFailAsync(run.Guest.EmitAsync(Print(2, new string('x', 200))), GrpcStatusCode.ResourceExhausted);
        await run.Guest.FinishAsync(Done);

        (await run.Session.Completion).Fatal!.Code.ShouldBe("TAC3604");
    }

    [Fact]
    public async Task A_lost_journal_ends_the_session()
    {
        var store = new RecordingStore();
        await using var run = await LiveSession.StartAsync(store: store);
        await run.Guest.StartAsync(Hello);
        store.OnAppend = _ => throw new TactusException("TAC6103", "superseded");
        await ShouldFailAsync(run.Guest.PerformAsync(Ping(1)), GrpcStatusCode.Aborted);

        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.JournalLost);
        outcome.Failure!.Code.ShouldBe("TAC6103");
    }

    [Fact]
    public async Task What_a_guest_says_at_its_end_is_redacted()
    {
        const string Secret = "s3cr3t-token-value";
        await using var run = await LiveSession.StartAsync(Grants.WithTools(Tools.WithSecret("build", "TOKEN")), secrets: ("TOKEN", Secret));
        await run.Guest.StartAsync(Hello);
        await run.Guest.FinishAsync(new FinishRequest
        {
            Status = FinishRequest.Types.Status.Failed,
            Output = ByteString.CopyFrom(Value.MapOf(("x", Value.Of("a" + Secret))).Encode()),
            Error = new ProcedureError { Message = $"no {Secret}", Traceback = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(Secret)) },
        });

        FinishRequest finish = (await run.Session.Completion).Finish!;
        finish.Error.Message.ShouldBe("no [secret TOKEN]");
        finish.Error.Traceback.ShouldBe("[secret TOKEN]");
        Value.Decode(finish.Output.Span).Get("x").Text().ShouldBe("a[secret TOKEN]");
    }

    [Theory]
    [InlineData("TAC2104", 1_000UL, "TAC2104", 1_000UL)]
    [InlineData("TAC\u001b[2J", ulong.MaxValue, "TAC1301", 365UL * 24 * 3600 * 1_000_000)]
    [InlineData("succeeded in 3 ms", 5UL, "TAC1301", 5UL)]
    public async Task A_guest_cannot_make_up_codes_or_endless_times(string code, ulong time, string readCode, ulong readTime)
    {
        await using var run = await LiveSession.StartAsync();
        await run.Guest.StartAsync(Hello);
        await run.Guest.FinishAsync(new FinishRequest
        {
            Status = FinishRequest.Types.Status.Failed,
            Error = new ProcedureError { Code = code, Message = "m", Location = new SourceLocation { File = "a.tac", Line = uint.MaxValue } },
            Usage = new GuestUsage { CpuTimeUs = time, LuaPeakBytes = ulong.MaxValue },
        });

        FinishRequest finish = (await run.Session.Completion).Finish!;
        finish.Error.Code.ShouldBe(readCode);
        finish.Error.Location.Line.ShouldBe((uint)int.MaxValue);
        finish.Usage.CpuTimeUs.ShouldBe(readTime);
        finish.Usage.LuaPeakBytes.ShouldBe((ulong)long.MaxValue);
        TimeSpan.FromMicroseconds(finish.Usage.CpuTimeUs).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_socket_is_gone_afterwards()
    {
        LiveSession run = await LiveSession.StartAsync();
        File.Exists(run.SocketPath).ShouldBeTrue();
        await run.Session.DisposeAsync();
        File.Exists(run.SocketPath).ShouldBeFalse();
        await run.DisposeAsync();
    }

    private static PerformRequest Ping(long position) => TestBroker.Request(position, "host.call", "host.ping", Value.EmptyMap);

    private static EmitRequest Print(uint ordinal, string text) => new()
    {
        Events =
        {
            new Event
            {
                Key = new EffectKey { Branch = "main", Position = 0 },
                Ordinal = ordinal,
                Kind = Event.Types.Kind.Print,
                Text = ByteString.CopyFromUtf8(text),
            },
        },
    };

    private static async Task ShouldFailAsync(Task call, GrpcStatusCode status) =>
        (await Should.ThrowAsync<GrpcException>(() => call)).Status.ShouldBe(status);
}
