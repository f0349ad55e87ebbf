using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Configuration.Files;
using Tactus.Configuration.Trust;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Trusting;

/// <summary><c>tactus trust FILE</c>, <c>trust list</c>, <c>trust revoke FILE</c>.</summary>
internal static class TrustCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A sidecar (NAME.tac.yml) or a project's .tactus/config.yml" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("trust", "Trust the content that a sidecar or project config has now, at the place where it lies")
        {
            file, json, List(context), Revoke(context),
        };
        context.SetAction(command, json, (parsed, _) =>
        {
            ConfigurationFile reading = TrustableFile.Read(parsed.GetValue(file)!, context.WorkingDirectory);
            Store(context).Add(reading.RealPath, reading.Sha256);
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer => WriteObject(writer, reading.RealPath, reading.Sha256, context.Time.GetUtcNow()));
            }
            else
            {
                context.Console.Out.WriteLine($"trusted {SafeText.OneLine(reading.RealPath, 1000)}");
                context.Console.Out.WriteLine($"SHA-256 {reading.Sha256}; an edit or a move asks again");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command List(CliContext context)
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "What is trusted") { json };
        context.SetAction(command, json, (parsed, _) =>
        {
            IReadOnlyList<TrustRecord> records = Store(context).List();
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteStartArray("trusted");
                    foreach (TrustRecord record in records)
                    {
                        WriteObject(writer, record.Path, record.Sha256, record.TrustedAt);
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                });
                return Task.FromResult(ExitCode.Success);
            }

            var table = new TextTable("TRUSTED SINCE", "SHA-256", "FILE");
            foreach (TrustRecord record in records)
            {
                table.Add(Quantity.Time(record.TrustedAt), record.Sha256[..16], record.Path);
            }

            table.Print(context.Console);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command Revoke(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A file that was trusted" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("revoke", "Trust a file no longer") { file, json };
        context.SetAction(command, json, (parsed, _) =>
        {
            string realPath = TrustableFile.RealPathOf(parsed.GetValue(file)!, context.WorkingDirectory);
            if (!Store(context).Revoke(realPath))
            {
                throw new TactusException("TAC7008", $"'{realPath}' was not trusted", "see: tactus trust list", realPath);
            }

            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("revoked", realPath);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Console.Out.WriteLine($"revoked {SafeText.OneLine(realPath, 1000)}");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static TrustStore Store(CliContext context) =>
        new(context.Engine.ConfigurationPaths.TrustFile
            ?? throw new TactusException("TAC7009", "there is no place for the trust store: HOME is not set", "set HOME or XDG_CONFIG_HOME"), context.Time);

    private static void WriteObject(System.Text.Json.Utf8JsonWriter writer, string path, string hash, DateTimeOffset since)
    {
        writer.WriteStartObject();
        writer.WriteString("file", path);
        writer.WriteString("sha256", hash);
        writer.WriteString("trusted_at", since);
        writer.WriteEndObject();
    }
}
