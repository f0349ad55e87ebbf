namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>One person's desk for one test: a home, configuration, state and workspace of its own, removed at the end.</summary>
internal sealed class Desk : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tac-").FullName;

    /// <summary>Lays out the desk.</summary>
    public Desk()
    {
        Workspace = Make("w");
        State = Make("state");
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = Make("home"),
            ["XDG_CONFIG_HOME"] = Make("config"),
            ["XDG_STATE_HOME"] = State,
            ["XDG_DATA_HOME"] = Make("data"),
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            ["LANG"] = "C.UTF-8",
        };
        foreach (string name in new[] { "DOTNET_ROOT", "DOCKER_HOST" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                Environment[name] = value;
            }
        }
    }

    /// <summary>The working directory of every command, and so the workspace of every run.</summary>
    public string Workspace { get; }

    /// <summary>The value of <c>XDG_STATE_HOME</c>.</summary>
    public string State { get; }

    /// <summary>The whole environment of every command.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Shell lines that prepare the program's surroundings, in a mount namespace of its own. Default: none, and no namespace.</summary>
    public string? Setting { get; set; }

    /// <summary>The journal's file.</summary>
    public string Journal => Path.Combine(State, "tactus", "runs.db");

    /// <summary>Absolute path of a file in the workspace.</summary>
    public string PathOf(string name) => Path.Combine(Workspace, name);

    /// <summary>Writes a file into the workspace.</summary>
    /// <returns>The name.</returns>
    public string Write(string name, string content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return name;
    }

    /// <summary>Writes a procedure whose function has this body.</summary>
    /// <returns>The name.</returns>
    public string Procedure(string body, string name = "p.tac") => Write(name, $"Procedure {{ function(input)\n{body}\nend }}\n");

    /// <summary>Writes a sidecar and trusts it.</summary>
    public async Task TrustAsync(string name, string yaml)
    {
        Write(name, yaml);
        (await DoAsync("trust", name)).ShouldExit(0);
    }

    /// <summary>Starts a command.</summary>
    public RunningProgram Start(params string[] arguments)
    {
        string[] argv = [Installation.Program, .. arguments];
        if (Setting is { } lines)
        {
            argv = ["/usr/bin/unshare", "--mount", "/bin/sh", "-euc", lines + "\nexec \"$@\"", "sh", .. argv];
        }

        return RunningProgram.Start(argv, Workspace, Environment);
    }

    /// <summary>Performs a command to its end.</summary>
    public async Task<Ended> DoAsync(params string[] arguments)
    {
        await using RunningProgram program = Start(arguments);
        return await program.EndAsync();
    }

    /// <summary>Runs a procedure under a driver with <c>--json</c>.</summary>
    public Task<Ended> RunAsync(string driver, string procedure, params string[] options) => DoAsync(RunArguments(driver, procedure, options));

    /// <summary>Starts a run with <c>--json</c>.</summary>
    public RunningProgram StartRun(string driver, string procedure, params string[] options) => Start(RunArguments(driver, procedure, options));

    /// <summary>Checks a run that has ended: exit code, status, error code, the same in its record, and nothing left behind.</summary>
    public async Task<Ended> CheckAsync(Ended run, int exit, string status, string? code)
    {
        run.ShouldExit(exit);
        run.Json.GetProperty("status").GetString().ShouldBe(status, run.ToString());
        if (code is not null)
        {
            run.ShouldSay(code);
        }

        Ended show = (await DoAsync("runs", "show", run.RunId, "--json")).ShouldExit(0);
        show.Json.GetProperty("status").GetString().ShouldBe(status, show.ToString());
        if (code is not null)
        {
            show.ShouldSay(code);
        }

        await Residue.ShouldBeNoneAsync(run.RunId);
        await Residue.ShouldBeNoProcessAsync(Workspace);
        return run;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string[] RunArguments(string driver, string procedure, string[] options) =>
        ["run", procedure, "--driver", driver, "--json", .. options];

    private string Make(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
}
