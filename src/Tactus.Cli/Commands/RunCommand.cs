using System.CommandLine;
using Tactus.Cli.Commands.Trusting;
using Tactus.Cli.Output;
using Tactus.Cli.Questions;
using Tactus.Cli.Views;
using Tactus.Configuration.Explaining;
using Tactus.Engine.Runs;
using Tactus.Policy.Grants;

namespace Tactus.Cli.Commands;

/// <summary><c>tactus run</c>.</summary>
internal static class RunCommand
{
    public static Command Create(CliContext context)
    {
        var options = new RunOptions();
        var interaction = new InteractionOptions();
        Option<bool> dryRun = CommonOptions.Flag("--dry-run", "Print the grant, perform no host effect, record what would have been asked");
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Flag("--quiet", "No progress and no closing line", "-q");
        var command = new Command("run", "Run a procedure");
        options.AddTo(command);
        interaction.AddTo(command);
        command.Options.Add(dryRun);
        command.Options.Add(json);
        command.Options.Add(quiet);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            interaction.Check(parsed);
            context.Engine.PrepareForRun(DriverOption.MayBeEngine(parsed.GetValue(options.Driver)) && !parsed.GetValue(options.NoSandbox));
            RunRequest request = await options.ReadAsync(parsed, context.WorkingDirectory, cancellationToken);
            RunPlan plan = context.Engine.Planner.Plan(request with { DryRun = parsed.GetValue(dryRun) });
            plan = await TrustQuestion.AskAsync(context, plan, cancellationToken);
            plan = await InputQuestions.AskAsync(context, plan, parsed.GetValue(interaction.Interactive), cancellationToken);
            await using IRunView view = CreateView(context, parsed.GetValue(json), parsed.GetValue(quiet));
            Announce(plan, view, context.Console);
            using TerminalPeople? people = interaction.CreatePeople(parsed, context.Console, view, plan.Request.WorkingDirectory);
            plan = plan with { Request = plan.Request with { People = people } };
            RunOutcome outcome = await context.Engine.Executor.ExecuteAsync(plan, view, view.Note, cancellationToken);
            await view.EndedAsync(outcome.Record);
            return outcome.IsInvalid ? ExitCode.Usage : ExitCode.Of(outcome.Record.Status);
        });
        return command;
    }

    private static IRunView CreateView(CliContext context, bool json, bool quiet)
    {
        if (json)
        {
            return new JsonRunView(context.Console, quiet);
        }

        return context.Console.IsErrorTerminal && !quiet
            ? new TerminalRunView(context.Console, context.Time)
            : new PlainRunView(context.Console, quiet);
    }

    private static void Announce(RunPlan plan, IRunView view, CliConsole console)
    {
        if (plan.Driver == DriverChoice.None)
        {
            view.Note("no sandbox: the guest's own lock-down is all that confines this run (tactus sandbox probe says what that leaves open)");
        }

        if (plan.Grant.Sandbox.Network != NetworkMode.None)
        {
            view.Note("sandbox.network is not none: programs that work for this run may reach the network");
        }

        if (plan.Request.DryRun)
        {
            view.Note("dry run: no host effect is performed. The grant:");
            foreach (ExplainedSetting setting in ConfigurationExplainer.Explain(plan.Configuration))
            {
                console.Note($"  {setting.Key}: {SafeText.OneLine(setting.Value, 200)}");
            }
        }
    }
}
