using System.CommandLine;
using Tactus.Cli.Commands.Describing;
using Tactus.Cli.Output;
using Tactus.Configuration.Explaining;
using Tactus.Configuration.Loading;
using Tactus.Engine.Procedures;
using Tactus.Engine.Runs;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands;

/// <summary><c>tactus info</c>: what a procedure declares, and what a run of it would be granted.</summary>
internal static class InfoCommand
{
    public static Command Create(CliContext context)
    {
        var options = new RunOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("info", "What a procedure declares, and what a run of it would be granted") { options.File, json };
        options.Grant.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            RunPlan plan = context.Engine.Planner.Plan(await options.ReadAsync(parsed, context.WorkingDirectory, cancellationToken));
            Description description = await Description.OfAsync(context, plan, cancellationToken);
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, plan, description);
            }
            else
            {
                Print(context.Console, plan, description);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(CliConsole console, RunPlan plan, Description description)
    {
        new DescriptionText(console).Print(description.Value);
        if (plan.Bundle.Modules.Count > 0)
        {
            console.Out.WriteLine(TextStyle.Bold.Apply("Modules", console.OutColours));
            foreach (ProcedureSource module in plan.Bundle.Modules)
            {
                console.Out.WriteLine($"  {module.Module}  {SafeText.Clean(Path.GetFullPath(module.FullPath))}");
            }
        }

        console.Out.WriteLine(TextStyle.Bold.Apply("Would be granted", console.OutColours));
        foreach (ExplainedSetting setting in ConfigurationExplainer.Explain(plan.Configuration))
        {
            console.Out.WriteLine($"  {setting.Key}: {SafeText.OneLine(setting.Value, 160)}");
        }

        foreach (UntrustedWidening wish in plan.Configuration.UntrustedWidenings)
        {
            console.Note($"not granted: {SafeText.Clean(wish.What)} ({SafeText.Clean(wish.File.DisplayPath)}:{wish.Line}, untrusted)", TextStyle.Warning);
        }
    }

    private static void WriteJson(CliConsole console, RunPlan plan, Description description) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("declares");
        ValueJson.Write(writer, description.Value);
        writer.WriteStartArray("modules");
        foreach (ProcedureSource module in plan.Bundle.Modules)
        {
            writer.WriteStartObject();
            writer.WriteString("name", module.Module);
            writer.WriteString("file", module.FullPath);
            writer.WriteString("sha256", module.Hash);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("grant");
        foreach (ExplainedSetting setting in ConfigurationExplainer.Explain(plan.Configuration))
        {
            writer.WriteString(setting.Key, setting.Value);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("untrusted");
        foreach (UntrustedWidening wish in plan.Configuration.UntrustedWidenings)
        {
            writer.WriteStartObject();
            writer.WriteString("key", wish.Key);
            writer.WriteString("file", wish.File.DisplayPath);
            writer.WriteNumber("line", wish.Line);
            writer.WriteString("what", wish.What);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
