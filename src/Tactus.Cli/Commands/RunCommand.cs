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
        Option<bool> wait = CommonOptions.Flag("--wait", "Wait in this process when the run waits for a time, instead of ending suspended");
        Option<bool> json = CommonOptions.Json();
        Option<bool> quiet = CommonOptions.Flag("--quiet", "No progress and no closing line", "-q");
        var command = new Command("run", "Run a procedure");
        options.AddTo(command);
        interaction.AddTo(command);
        command.Options.Add(dryRun);
        command.Options.Add(wait);
        command.Options.Add(json);
        command.Options.Add(quiet);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            interaction.Check(parsed);
            context.Engine.PrepareForRun(options.Grant.MayUseEngine(parsed));
            RunRequest request = await options.ReadAsync(parsed, context.WorkingDirectory, cancellationToken);
            RunPlan plan = context.Engine.Planner.Plan(request with { DryRun = parsed.GetValue(dryRun) });
            plan = await TrustQuestion.AskAsync(context, plan, cancellationToken);
            plan = await InputQuestions.AskAsync(context, plan, parsed.GetValue(interaction.Interactive), cancellationToken);
            await using IRunView view = RunViews.Create(context, parsed.GetValue(json), parsed.GetValue(quiet));
            Announce(plan, view, context.Console);
            using TerminalPeople? people = interaction.CreatePeople(parsed, context, view);
            var surroundings = new RunSurroundings { Observer = view, Notice = view.Note, People = people, WaitsForDueTimes = parsed.GetValue(wait) };
            RunOutcome outcome = await context.Engine.Executor.ExecuteAsync(plan, surroundings, cancellationToken);
            await view.EndedAsync(outcome.Record);
            return outcome.IsInvalid ? ExitCode.Usage : ExitCode.Of(outcome.Record.Status);
        });
        return command;
    }

    private static void Announce(RunPlan plan, IRunView view, CliConsole console)
    {
        if (plan.Driver == DriverChoice.None)
        {
            view.Note(RunViews.Unconfined);
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
