using Tactus.Engine.Procedures;
using Tactus.Engine.Runs;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Tests.Runs;

// Proves that a guest is told exactly what its grant says: limits in the wire's units, environment, sources, clock.
public sealed class StartMessagesTests
{
    private static readonly SandboxGrant Sandbox = new()
    {
        Enabled = true,
        Driver = DriverChoice.Auto,
        Timeout = TimeSpan.FromMinutes(1),
        Network = NetworkMode.None,
        MountCurrentDir = true,
        Workspace = WorkspaceMode.Direct,
        Volumes = [],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "C" },
        Limits = new RunLimits
        {
            Memory = 400, Cpus = 1, CpuTime = TimeSpan.FromSeconds(1.5), Pids = 8, Files = 16, Output = 7, Workspace = 8, Effects = 9,
        },
    };

    [Fact]
    public void Limits_are_in_the_units_of_the_wire_and_lua_has_three_quarters_of_the_memory()
    {
        Limits limits = Create(null).Limits;

        limits.LuaMemoryBytes.ShouldBe(300UL);
        limits.CpuTimeMs.ShouldBe(1500UL);
        limits.OutputBytes.ShouldBe(7UL);
        limits.Effects.ShouldBe(9UL);
    }

    [Fact]
    public void The_environment_is_what_the_grant_names() => string.Join(' ', Create(null).Env).ShouldBe("[LANG, C]");

    [Fact]
    public void The_clock_counts_nanoseconds_from_the_epoch() => Create(null).ClockUnixNanos.ShouldBe(1_500_000_000L);

    [Fact]
    public void A_bundle_holds_the_main_file_first()
    {
        var main = new ProcedureSource("main.tac", "", "/p/main.tac", [1]);
        var module = new ProcedureSource("a/b.tac", "a.b", "/p/a/b.tac", [2]);

        Bundle bundle = Create(new ProcedureBundle("/p/main.tac", main, [module])).Bundle;

        bundle.Main.ShouldBe("main.tac");
        bundle.Files.Select(file => $"{file.Path} {file.Module} {file.Source[0]}").ShouldBe(["main.tac  1", "a/b.tac a.b 2"]);
    }

    [Fact]
    public void A_probe_has_no_bundle() => Create(null).Bundle.ShouldBeNull();

    [Fact]
    public void The_recorded_seed_gives_a_guest_two_numbers_of_which_none_tells_the_other_or_the_seed()
    {
        StartResponse[] starts = [Create(null, seed: 1), Create(null, seed: 1), Create(null, seed: 3)];

        (starts[1].Seed, starts[1].Fence).ShouldBe((starts[0].Seed, starts[0].Fence), "every life of a run has the same");
        new[] { 1UL, 3UL, starts[0].Seed, starts[0].Fence, starts[2].Seed, starts[2].Fence }.ShouldBeUnique();
    }

    [Fact]
    public void A_seed_is_never_zero() => Enumerable.Range(0, 100).Select(_ => StartMessages.NewSeed()).ShouldAllBe(seed => seed != 0);

    private static StartResponse Create(ProcedureBundle? bundle, ulong seed = 1) => StartMessages.Create(
        "run", StartResponse.Types.Mode.Run, bundle, Value.EmptyMap, coerce: false, Sandbox, seed, DateTimeOffset.UnixEpoch.AddSeconds(1.5));
}
