using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a machine without any sandbox refuses to run, says what to install, and never falls back to none by itself.
public sealed class NoDriverTests : IDisposable
{
    // A layer of memory over /usr/bin, in the program's own namespace, in which bubblewrap is deleted.
    private const string WithoutBubblewrap = """
        mount -t tmpfs tmpfs /mnt
        mkdir /mnt/upper /mnt/work
        mount -t overlay overlay -o lowerdir=/usr/bin,upperdir=/mnt/upper,workdir=/mnt/work /usr/bin
        rm /usr/bin/bwrap
        """;

    private readonly Desk _desk = new();

    public NoDriverTests()
    {
        _desk.Environment["DOCKER_HOST"] = "unix:///nonexistent/docker.sock";
        _desk.Procedure("print('ran')\nreturn 1");
    }

    [Fact]
    public async Task Without_any_driver_the_run_is_refused_and_says_what_to_install()
    {
        _desk.Setting = WithoutBubblewrap;
        Ended run = await _desk.DoAsync("run", "p.tac", "--sandbox", "--json");
        await _desk.CheckAsync(run, 4, "refused", "TAC5001");
        run.ShouldMention("docker").ShouldMention("bubblewrap").ShouldMendWith("apt-get install bubblewrap");
        run.Error.ShouldNotContain("ran");
    }

    [Fact]
    public async Task For_a_person_too()
    {
        _desk.Setting = WithoutBubblewrap;
        (await _desk.DoAsync("run", "p.tac")).ShouldExit(4).ShouldPrint("error TAC5001: ", "mend: apt-get install bubblewrap", "refused in ");
    }

    [Fact]
    public async Task A_driver_that_was_named_is_not_replaced_by_another()
    {
        Ended run = await _desk.RunAsync(Machine.Docker, "p.tac");
        await _desk.CheckAsync(run, 4, "refused", "TAC5003");

        _desk.Setting = WithoutBubblewrap;
        run = await _desk.RunAsync(Machine.Bubblewrap, "p.tac");
        await _desk.CheckAsync(run, 4, "refused", "TAC5003");
        run.ShouldMendWith("bubblewrap");
    }

    [Fact]
    public async Task Without_an_engine_the_default_is_bubblewrap_and_says_so()
    {
        Ended run = await _desk.DoAsync("run", "p.tac", "--json");
        await _desk.CheckAsync(run, 0, "succeeded", null);
        run.Json.GetProperty("driver").GetString().ShouldBe(Machine.Bubblewrap);
        run.Error.ShouldContain("Using bubblewrap");
    }

    public void Dispose() => _desk.Dispose();
}
