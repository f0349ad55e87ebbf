using System.CommandLine;
using System.Reflection;
using Tactus.Protocol;

namespace Tactus.Cli.Commands;

/// <summary><c>tactus version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create(CliContext context)
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("version", "Versions of the program, the language and the wire") { json };
        context.SetAction(command, json, (parsed, _) =>
        {
            string version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("tactus", version);
                    writer.WriteString("language", ContractVersions.Language);
                    writer.WriteNumber("wire", ContractVersions.Wire);
                    writer.WriteString("runtime", Environment.Version.ToString());
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Console.Out.WriteLine($"tactus {version}, language {ContractVersions.Language}, wire {ContractVersions.Wire}, .NET {Environment.Version}");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
