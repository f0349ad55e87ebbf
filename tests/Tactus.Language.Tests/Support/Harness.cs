using System.Text;
using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Lua;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Support;

/// <summary>Runs procedures through the real machine with a scripted channel.</summary>
internal static class Harness
{
    // Far more than any case needs: a case that loops ends the test process with its place instead of hanging it.
    private const ulong CpuTimeMs = 20_000;

    /// <summary>A request to run one file without limits, clock at 1,700,000,000 s.</summary>
    public static StartResponse StartOf(string source, string file = "test.tac") => new()
    {
        RunId = "run",
        Mode = StartResponse.Types.Mode.Run,
        Seed = 7,
        Fence = 7,
        ClockUnixNanos = 1_700_000_000_000_000_000,
        Limits = new Limits { LuaMemoryBytes = 128 * 1024 * 1024 },
        Bundle = new Bundle
        {
            Main = file,
            Files = { new SourceFile { Path = file, Source = ByteString.CopyFrom(Encoding.UTF8.GetBytes(source)) } },
        },
    };

    /// <summary>Adds a module to a request.</summary>
    public static StartResponse WithModule(this StartResponse start, string module, string source)
    {
        start.Bundle.Files.Add(new SourceFile
        {
            Path = module.Replace('.', '/') + ".tac",
            Module = module,
            Source = ByteString.CopyFrom(Encoding.UTF8.GetBytes(source)),
        });
        return start;
    }

    /// <summary>Runs to the end on a thread with a large stack.</summary>
    public static ProcedureOutcome Run(StartResponse start, IEffectChannel channel, ProcedureRunnerOptions? options = null)
    {
        ProcedureOutcome? outcome = null;
        start.Limits.CpuTimeMs = start.Limits.CpuTimeMs == 0 ? CpuTimeMs : start.Limits.CpuTimeMs;
        options ??= new ProcedureRunnerOptions { OnOutOfBudget = End };
        LuaThread.Run(() =>
        {
            using var runner = new ProcedureRunner(start, channel, options);
            outcome = runner.Run();
        });
        return outcome.ShouldNotBeNull();
    }

    private static void End(OutOfBudgetReport report) => Environment.FailFast($"{report.Message} at {report.File}:{report.Line}");

    /// <summary>Runs source text that must succeed, and returns its output.</summary>
    public static Value Output(string source, ScriptedChannel? channel = null)
    {
        ProcedureOutcome outcome = Run(StartOf(source), channel ?? new ScriptedChannel());
        outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
        return Value.Decode(outcome.Output.Span);
    }
}
