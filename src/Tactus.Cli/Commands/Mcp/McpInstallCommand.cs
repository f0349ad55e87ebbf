using System.Collections;
using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Mcp.Packages;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Mcp;

/// <summary><c>tactus mcp install</c>: installs the npm packages that servers run by npx, one exact version of each and none of their scripts.</summary>
internal static class McpInstallCommand
{
    public static Command Create(CliContext context)
    {
        var servers = new Argument<string[]>("SERVER")
        {
            Description = "Servers of mcp_servers (default: all that are run by npx)", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [],
        };
        var options = new ConfigurationOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("install", "Install the npm packages of MCP servers") { servers, json };
        options.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            Grant grant = options.Require(context, parsed).Grant;
            var installed = new List<(string Server, InstalledPackage Package)>();
            foreach ((string server, string package) in Choose(grant, parsed.GetValue(servers)!))
            {
                InstalledPackage found = await Installer(context).InstallAsync(package, cancellationToken);
                installed.Add((server, found));
                if (!parsed.GetValue(json))
                {
                    context.Console.Out.WriteLine(SafeText.Clean($"{server}: {found.Record.Name} {found.Record.Version} ({found.Record.Integrity})"));
                }
            }

            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, installed);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static PackageInstaller Installer(CliContext context) => new(
        context.Engine.Packages,
        context.Engine.Helpers,
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal),
        context.Time);

    private static List<(string Server, string Package)> Choose(Grant grant, string[] wanted)
    {
        foreach (string name in wanted)
        {
            if (!grant.McpServers.TryGetValue(name, out McpServerDeclaration? server))
            {
                throw new TactusException("TAC7801", $"there is no MCP server '{name}'", "tactus mcp list shows those of mcp_servers; with --procedure FILE those of FILE's sidecar, too");
            }

            if (PackageStore.PackageOf(server) is null)
            {
                throw new TactusException("TAC7802", $"the MCP server '{name}' is run by no npm package", "only command: [npx, PACKAGE, …] is installed; install other programs by hand");
            }
        }

        List<(string, string)> chosen =
        [
            .. from server in grant.McpServers.Values
               where wanted.Length == 0 || wanted.Contains(server.Name, StringComparer.Ordinal)
               orderby server.Name
               let package = PackageStore.PackageOf(server)
               where package is not null
               select (server.Name, package),
        ];
        return chosen.Count > 0
            ? chosen
            : throw new TactusException("TAC7803", "no MCP server here is run by an npm package", "declare one under mcp_servers, with command: [npx, PACKAGE]");
    }

    private static void WriteJson(CliConsole console, List<(string Server, InstalledPackage Package)> installed) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("installed");
        foreach ((string server, InstalledPackage package) in installed)
        {
            writer.WriteStartObject();
            writer.WriteString("server", server);
            writer.WriteString("package", package.Record.Name);
            writer.WriteString("version", package.Record.Version);
            writer.WriteString("integrity", package.Record.Integrity);
            writer.WriteString("folder", package.Folder);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
