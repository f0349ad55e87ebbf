using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tactus.Protocol;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Packages;

/// <summary>Installs npm packages: never their scripts, nothing from git, always one exact version, whose hash npm holds against the registry's.</summary>
/// <param name="store">Where they go.</param>
/// <param name="helpers">Runs npm, on the bare host: it needs the person's own registry and cache, and runs nothing of the package.</param>
/// <param name="variables">The person's environment.</param>
/// <param name="clock">The one clock.</param>
public sealed class PackageInstaller(PackageStore store, IHelperSandbox helpers, IReadOnlyDictionary<string, string> variables, TimeProvider clock)
{
    private const string Mend = "apt-get install nodejs npm";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private static readonly string[] s_handedOn = ["HOME", "PATH", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"];

    // For a dependency that is a git repository npm runs npm once more, inside of it, and there its .npmrc counts: it can name a program in git's place, and
    // a module that every node loads. Environment variables count more than any .npmrc, and reach the inner npm; the command line's options do not.
    private static readonly Dictionary<string, string> s_pinned = new(StringComparer.OrdinalIgnoreCase)
    {
        ["npm_config_ignore_scripts"] = "true",
        ["npm_config_git"] = "/bin/false",
        ["npm_config_allow_git"] = "none",
        ["npm_config_node_options"] = "--no-deprecation",
    };

    // What a helper sandbox sees of node; one that lies elsewhere would only be missed at the first call.
    private static readonly string[] s_nodePlaces = ["/usr/local/bin/node", "/usr/bin/node", "/bin/node"];

    /// <summary>Installs a package, in place of an earlier version of it.</summary>
    /// <param name="specification">Its name, with <c>@</c> and a version, range or tag or without.</param>
    /// <param name="cancellationToken">Gives up; what was there stays.</param>
    /// <exception cref="TactusException">
    /// TAC3931: it is no package's name. TAC3932: node or npm is missing. TAC3933: npm failed. TAC3934: the package has no program.
    /// TAC3935: the directory cannot be written.
    /// </exception>
    public async Task<InstalledPackage> InstallAsync(string specification, CancellationToken cancellationToken)
    {
        if (!NpxCommand.TryParse(["npx", specification], out NpxCommand? wanted))
        {
            throw new TactusException("TAC3931", $"'{specification}' is no name of an npm package", "write for instance @modelcontextprotocol/server-everything");
        }

        if (!Array.Exists(s_nodePlaces, File.Exists))
        {
            throw new TactusException("TAC3932", "node is not installed beneath /usr, where a helper sandbox finds it", Mend);
        }

        string folder = Path.Combine(store.Directory, $".installing-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            await RunNpmAsync(folder, wanted, cancellationToken);
            PackageRecord record = Describe(folder, wanted.Package);
            await File.WriteAllBytesAsync(
                Path.Combine(folder, PackageRecord.FileName), JsonSerializer.SerializeToUtf8Bytes(record, PackageJson.Default.PackageRecord), cancellationToken);
            return new InstalledPackage(Replace(folder, store.FolderOf(wanted.Package)), record);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException("TAC3935", $"{store.Directory} cannot be written: {error.Message}", "make it writable, or set XDG_DATA_HOME", inner: error);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static string Replace(string made, string place)
    {
        // A run that uses the old one has it mounted, and keeps it; its files are only gone by their names.
        string old = $"{made}.old";
        if (Directory.Exists(place))
        {
            Directory.Move(place, old);
        }

        Directory.Move(made, place);
        Remove(old);
        return place;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunNpmAsync(string folder, NpxCommand wanted, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), "{\"private\":true}", cancellationToken);
        HelperResult result;
        try
        {
            result = await helpers.RunAsync(
                new HelperCommand
                {
                    RunId = "mcp-install",
                    Argv = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", "--omit=dev", "--loglevel=error", "--", wanted.Specification],
                    WorkingDirectory = folder,
                    Environment = variables.Where(pair => IsHandedOn(pair.Key)).Concat(s_pinned).ToDictionary(StringComparer.Ordinal),
                    Mounts = [],
                    Network = true,
                    Unsandboxed = true,
                    Timeout = s_patience,
                    OutputLimit = 1024 * 1024,
                    MemoryLimit = long.MaxValue,
                },
                cancellationToken);
        }
        catch (TactusException missing) when (missing.Code == "TAC5302")
        {
            throw new TactusException("TAC3932", "npm is not installed", Mend, inner: missing);
        }

        if (result.ExitCode != 0 || result.TimedOut)
        {
            string said = Encoding.UTF8.GetString(result.Stderr).Trim();
            throw new TactusException(
                "TAC3933", $"npm could not install {wanted.Specification}{(result.TimedOut ? $" within {s_patience.TotalMinutes:0} min" : "")}: {said[..Math.Min(said.Length, 1000)]}",
                "see to the name, the network and npm's registry");
        }
    }

    private static bool IsHandedOn(string variable) =>
        s_handedOn.Contains(variable) || (variable.StartsWith("npm_config_", StringComparison.OrdinalIgnoreCase) && !s_pinned.ContainsKey(variable.Replace('-', '_')));

    private PackageRecord Describe(string folder, string name)
    {
        string module = $"node_modules/{name}";
        JsonNode? locked = Read(Path.Combine(folder, "package-lock.json"))["packages"]?[module];
        JsonNode package = Read(Path.Combine(folder, module, "package.json"));
        string? program = ProgramOf(package, name);
        if (program is null || program.Split('/').Contains("..") || !File.Exists(Path.Combine(folder, module, program)))
        {
            throw new TactusException("TAC3934", $"the package {name} has no program that npx would run", "name the server's own package");
        }

        return new PackageRecord(
            name, locked?["version"]?.GetValue<string>() ?? "", locked?["integrity"]?.GetValue<string>() ?? "", $"{module}/{program}", clock.GetUtcNow());
    }

    // As npx chooses: the only program, or the one that is called like the package.
    private static string? ProgramOf(JsonNode package, string name)
    {
        if (package["bin"] is JsonValue single)
        {
            return Plain(single.GetValue<string>());
        }

        if (package["bin"] is not JsonObject programs)
        {
            return null;
        }

        JsonNode? chosen = programs.Count == 1 ? programs.First().Value : programs[name.Split('/')[^1]];
        return chosen is null ? null : Plain(chosen.GetValue<string>());
    }

    private static string Plain(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    private static JsonNode Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path))!;
        }
        catch (Exception error) when (error is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TactusException("TAC3933", $"npm left nothing usable at {path}: {error.Message}", "install it again", inner: error);
        }
    }
}
