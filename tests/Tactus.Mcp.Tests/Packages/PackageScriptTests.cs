using System.Diagnostics;
using Tactus.Mcp.Packages;
using Tactus.Mcp.Tests.Support;
using Tactus.Protocol;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Tests.Packages;

// Proves that installing a package runs nothing of it on the host, neither its scripts nor what the configuration of a dependency from git names; npm and git are real.
public sealed class PackageScriptTests : IDisposable
{
    private readonly Folder _folder = new();

    private string Mark => Path.Combine(_folder.Path, "ran");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dependency_from_git_runs_nothing()
    {
        using var registry = new SmallRegistry("evil-server", $"\"bin\": \"server.js\", \"dependencies\": {{\"outer\": \"git+file://{Repository()}\"}}");

        TactusException error = await Should.ThrowAsync<TactusException>(() => Installer(registry).InstallAsync("evil-server", CancellationToken.None));

        error.Code.ShouldBe("TAC3933");
        File.Exists(Mark).ShouldBeFalse();
    }

    // The control: what npm does when it is told on its command line alone to run no scripts.
    [Fact]
    public async Task Without_the_pinned_settings_npm_runs_what_the_dependency_names()
    {
        using var registry = new SmallRegistry("evil-server", $"\"bin\": \"server.js\", \"dependencies\": {{\"outer\": \"git+file://{Repository()}\"}}");
        string place = Directory.CreateDirectory(Path.Combine(_folder.Path, "place")).FullName;
        await File.WriteAllTextAsync(Path.Combine(place, "package.json"), "{\"private\":true}");

        await RunAsync(place, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", $"--registry={registry.Url}", $"--cache={_folder.Path}/cache", "evil-server");

        File.Exists(Mark).ShouldBeTrue();
    }

    [Fact]
    public async Task Its_own_scripts_do_not_run_and_it_is_installed()
    {
        using var registry = new SmallRegistry("some-server", $"\"bin\": \"server.js\", \"scripts\": {{\"preinstall\": \"touch {Mark}\", \"postinstall\": \"touch {Mark}\"}}");

        (await Installer(registry).InstallAsync("some-server", CancellationToken.None)).Record.Version.ShouldBe("1.0.0");

        File.Exists(Mark).ShouldBeFalse();
    }

    private PackageInstaller Installer(SmallRegistry registry) => new(
        new PackageStore(Path.Combine(_folder.Path, "store")), new BubblewrapHelperSandbox(),
        new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["HOME"] = _folder.Path, ["npm_config_registry"] = registry.Url, ["npm_config_git"] = "git", ["NPM_CONFIG_IGNORE_SCRIPTS"] = "false",
        },
        TimeProvider.System);

    // A repository whose .npmrc names a program in git's place; its own dependency has npm start it.
    private string Repository()
    {
        string program = Path.Combine(_folder.Path, "program");
        File.WriteAllText(program, $"#!/bin/sh\ntouch {Mark}\nexec git \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string inner = Commit("inner", "{\"name\": \"inner\", \"version\": \"1.0.0\"}", "");
        return Commit("outer", $"{{\"name\": \"outer\", \"version\": \"1.0.0\", \"scripts\": {{\"prepare\": \"true\"}}, \"dependencies\": {{\"inner\": \"git+file://{inner}\"}}}}", $"git={program}\n");
    }

    private string Commit(string name, string manifest, string settings)
    {
        string place = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
        File.WriteAllText(Path.Combine(place, "package.json"), manifest);
        File.WriteAllText(Path.Combine(place, ".npmrc"), settings);
        foreach (string[] arguments in (string[][])[["init", "-q"], ["add", "-A"], ["-c", "user.email=a@example.org", "-c", "user.name=a", "commit", "-qm", "x"]])
        {
            RunAsync(place, "git", arguments).GetAwaiter().GetResult();
        }

        return place;
    }

    private static async Task RunAsync(string directory, string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardError = true, UseShellExecute = false })!;
        string said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said);
    }
}
