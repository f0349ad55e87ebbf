// Proves that every wrong key and value is an error with code, line, column and a way out, and that all of a file's problems are found at once.
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;

namespace Tactus.Configuration.Tests.Reading;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData("sandbx: {}", "TAC4012", 1, 1, "Did you mean sandbox?")]
    [InlineData("sandbox:\n  tiemout: 3", "TAC4012", 2, 3, "Did you mean timeout?")]
    [InlineData("sandbox:\n  memory: 3", "TAC4012", 2, 3, "Did you mean sandbox.limits.memory?")]
    [InlineData("sandbox: {limits: {zzzzzz: 3}}", "TAC4012", 1, 20, "Known here: memory, cpus")]
    [InlineData("ceilin: {}", "TAC4012", 1, 1, "Did you mean ceiling?")]
    [InlineData("- a", "TAC4013", 1, 1, null)]
    [InlineData("text", "TAC4013", 1, 1, null)]
    [InlineData("sandbox: 1", "TAC4013", 1, 10, null)]
    [InlineData("sandbox: ~", "TAC4013", 1, 10, null)]
    [InlineData("sandbox: {mount_current_dir: yes}", "TAC4013", 1, 30, "true or false")]
    [InlineData("sandbox: {mount_current_dir: 'true'}", "TAC4013", 1, 30, null)]
    [InlineData("sandbox: {timeout: [1]}", "TAC4013", 1, 20, "90s")]
    [InlineData("sandbox: {timeout: 1.5}", "TAC4013", 1, 20, "90s")]
    [InlineData("sandbox: {timeout: 5w}", "TAC4014", 1, 20, "90s")]
    [InlineData("sandbox: {timeout: 0}", "TAC4014", 1, 20, "range")]
    [InlineData("sandbox: {timeout: 31d}", "TAC4014", 1, 20, "range")]
    [InlineData("sandbox: {limits: {memory: 512MB}}", "TAC4014", 1, 28, "512m")]
    [InlineData("sandbox: {limits: {memory: 1m}}", "TAC4014", 1, 28, "range")]
    [InlineData("sandbox: {limits: {memory: true}}", "TAC4013", 1, 28, "512m")]
    [InlineData("sandbox: {limits: {pids: many}}", "TAC4013", 1, 26, null)]
    [InlineData("sandbox: {limits: {pids: 7}}", "TAC4014", 1, 26, "range")]
    [InlineData("sandbox: {limits: {pids: 99999999999999999999}}", "TAC4014", 1, 26, "range")]
    [InlineData("sandbox: {limits: {cpus: 0}}", "TAC4014", 1, 26, "range")]
    [InlineData("sandbox: {limits: {cpus: 1e999}}", "TAC4014", 1, 26, "range")]
    [InlineData("sandbox: {limits: {cpus: x}}", "TAC4013", 1, 26, null)]
    [InlineData("sandbox: {driver: dokcer}", "TAC4014", 1, 19, "Did you mean docker?")]
    [InlineData("sandbox: {driver: Docker}", "TAC4014", 1, 19, "Did you mean docker?")]
    [InlineData("sandbox: {driver: [docker]}", "TAC4013", 1, 19, null)]
    [InlineData("sandbox: {driver: oci}", "TAC4015", 1, 19, "Use auto, docker, bubblewrap.")]
    [InlineData("sandbox: {driver: none}", "TAC4016", 1, 19, "--no-sandbox")]
    [InlineData("sandbox: {enabled: false}", "TAC4016", 1, 20, "--no-sandbox")]
    [InlineData("sandbox: {network: some}", "TAC4014", 1, 20, null)]
    [InlineData("sandbox: {network_allow: ['https://a.example']}", "TAC4014", 1, 27, "host:port")]
    [InlineData("models: {default: x}", "TAC4026", 1, 19, "openai/gpt-4o-mini")]
    [InlineData("models: {budget: {usd: -1}}", "TAC4014", 1, 24, "range")]
    [InlineData("models: {budget: {money: 1}}", "TAC4012", 1, 19, null)]
    [InlineData("checkpoint: {strict_determinism: sometimes}", "TAC4013", 1, 34, null)]
    [InlineData("checkpoint: {keep: soon}", "TAC4014", 1, 20, "90s")]
    [InlineData("ceiling: {}", "TAC4016", 1, 1, "~/.config/tactus/config.yml")]
    [InlineData("sandbox: {env: {CI: 1}}", "TAC4013", 1, 21, "\"1\"")]
    [InlineData("sandbox: {env: {CI: }}", "TAC4013", 1, 21, null)]
    [InlineData("sandbox: {env: {A-B: x}}", "TAC4014", 1, 17, null)]
    [InlineData("sandbox: {env: {LD_PRELOAD: x}}", "TAC4023", 1, 17, null)]
    [InlineData("sandbox: {env: {A: '${secret:X}'}}", "TAC4017", 1, 20, "host tool")]
    [InlineData("tools: {allow: host.ping}", "TAC4013", 1, 16, "brackets")]
    [InlineData("tools: {allow: ['a*']}", "TAC4024", 1, 17, "github.*")]
    [InlineData("tools: {allow: [1]}", "TAC4013", 1, 17, "\"1\"")]
    [InlineData("sandbox: {volumes: ['/a']}", "TAC4022", 1, 21, "HOST:TARGET")]
    [InlineData("sandbox: {volumes: ['/a:/b:ro:x']}", "TAC4022", 1, 21, null)]
    [InlineData("sandbox: {volumes: ['/a:/b:wr']}", "TAC4022", 1, 21, null)]
    [InlineData("sandbox: {volumes: ['a:/b']}", "TAC4022", 1, 21, null)]
    [InlineData("sandbox: {volumes: [':/b']}", "TAC4022", 1, 21, null)]
    [InlineData("sandbox: {volumes: ['~/a:/b']}", "TAC4022", 1, 21, null)]
    [InlineData("sandbox: {volumes: ['/a:/etc']}", "TAC4022", 1, 21, null)]
    [InlineData("sandbox: {volumes: ['/a:/x', '/b:/x']}", "TAC4022", 1, 20, null)]
    [InlineData("permissions: {mode: write}", "TAC4014", 1, 21, null)]
    public void A_wrong_sidecar_is_an_error_at_its_place(string yaml, string code, int line, int column, string? mend)
    {
        home.WithSidecar(yaml);

        var problem = Problem.Of(() => home.Load());

        (problem.Code, problem.File, problem.Line, problem.Column).ShouldBe((code, "hello.tac.yml", line, column), problem.Message);
        problem.Message.ShouldEndWith(".");
        if (mend is not null)
        {
            problem.Mend.ShouldNotBeNull().ShouldContain(mend);
        }
    }

    [Theory]
    [InlineData("ceiling: 1", "TAC4013", 1, 10)]
    [InlineData("ceiling: {sandbox: {env: {A: x}}}", "TAC4016", 1, 27)]
    [InlineData("ceiling: {host_tools: {a: {}}}", "TAC4016", 1, 24)]
    [InlineData("ceiling: {sandbox: {limits: {memry: 1}}}", "TAC4012", 1, 30)]
    [InlineData("ceiling: {ceiling: {}}", "TAC4012", 1, 11)]
    public void A_wrong_ceiling_is_an_error_at_its_place(string yaml, string code, int line, int column)
    {
        home.WithUser(yaml);

        var problem = Problem.Of(() => home.Load());

        (problem.Code, problem.File, problem.Line, problem.Column).ShouldBe((code, home.Paths.UserFile, line, column), problem.Message);
    }

    [Fact]
    public void Validate_finds_every_problem_of_every_file()
    {
        home.WithUser("sandbox: {timeout: never}\n").WithProject("a: 1\nb: 2\n").WithSidecar("sandbox:\n\ttimeout: 1\n");

        var problems = new ConfigurationLoader(TimeProvider.System).Validate(home.Request);

        problems.Select(problem => (problem.Code, problem.File, problem.Line)).ShouldBe(
        [
            ("TAC4014", home.Paths.UserFile, 1),
            ("TAC4012", ".tactus/config.yml", 1),
            ("TAC4012", ".tactus/config.yml", 2),
            ("TAC4003", "hello.tac.yml", 2),
        ]);
    }

    [Theory]
    [InlineData("--timeout", "sandbox.timeout", "soon", "TAC4014")]
    [InlineData("--timeout", "sandbox.timeout", "", "TAC4013")]
    [InlineData("--driver", "sandbox.driver", "oci", "TAC4015")]
    [InlineData("--x", "sandbox.x", "1", "TAC4012")]
    [InlineData("--x", "models", "1", "TAC4012")]
    public void A_wrong_flag_is_an_error_that_names_it(string flag, string key, string value, string code)
    {
        var problem = Problem.Of(() => home.Load(new FlagSetting(flag, key, value)));

        (problem.Code, problem.File).ShouldBe((code, flag));
    }

    [Fact]
    public void Only_the_command_line_takes_the_sandbox_away()
    {
        var grant = home.Load(
            new FlagSetting("--no-sandbox", "sandbox.enabled", "false"),
            new FlagSetting("--driver", "sandbox.driver", "none"),
            new FlagSetting("--allow", "tools.allow", "[host.ping]"),
            new FlagSetting("--env", "sandbox.env.N", "1")).Grant;

        grant.Sandbox.Enabled.ShouldBeFalse();
        grant.Sandbox.Driver.ShouldBe(Policy.Grants.DriverChoice.None);
        grant.AllowedTools.ShouldBe(["host.ping"]);
        grant.Sandbox.Environment["N"].ShouldBe("1");
    }
}
