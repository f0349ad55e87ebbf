namespace Tactus.Cli.Views;

/// <summary>Chooses how a run is shown.</summary>
internal static class RunViews
{
    /// <summary>What is said every time that a guest runs without a sandbox.</summary>
    public const string Unconfined =
        "no sandbox: the guest's own lock-down is all that confines this run (tactus sandbox probe says what that leaves open)";

    public static IRunView Create(CliContext context, bool json, bool quiet)
    {
        if (json)
        {
            return new JsonRunView(context.Console, quiet);
        }

        return context.Console.CanRedraw && !quiet
            ? new TerminalRunView(context.Console, context.Time)
            : new PlainRunView(context.Console, quiet);
    }
}
