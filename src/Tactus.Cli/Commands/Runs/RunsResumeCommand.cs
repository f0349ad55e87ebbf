using System.CommandLine;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs resume</c>: lets a run go on where it stood, or every run whose time has come.</summary>
internal static class RunsResumeCommand
{
    public static Command Create(CliContext context)
    {
        var options = new GoOnOptions();
        var id = new Argument<string?>("RUN") { Description = "Id of a run, an unambiguous prefix of one, or last for the newest", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> due = CommonOptions.Flag("--due", "Every suspended run that can go on: its time has come, it was answered, or its children have ended");
        Option<bool> asRecorded = CommonOptions.Flag("--as-recorded", "Run the files that the run was started from (the default)");
        Option<bool> withCurrent = CommonOptions.Flag("--with-current", "Run the files as they are now; where they ask for something else than the journal holds, nothing is performed");
        var command = new Command("resume", "Go on with a run that was interrupted, waits, is in doubt, or used up an amount") { id, due, asRecorded, withCurrent };
        options.AddTo(command);
        context.SetAction(command, options.Json, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(asRecorded) && parsed.GetValue(withCurrent))
            {
                throw GrantOptions.Contradiction("--as-recorded and --with-current");
            }

            Engine.Resuming.ResumeOptions resume = options.Read(parsed, parsed.GetValue(withCurrent));
            return (parsed.GetValue(id), parsed.GetValue(due)) switch
            {
                ({ } run, false) => await options.ShowAsync(
                    context, parsed, surroundings => context.Engine.ResumeAsync(run, resume, surroundings, cancellationToken)),
                (null, true) => await DueRuns.ResumeAsync(context, resume, parsed.GetValue(options.Json), cancellationToken),
                _ => throw new TactusException("TAC7220", "name one run, or all that can go on", "tactus runs resume RUN, or tactus runs resume --due"),
            };
        });
        return command;
    }
}
