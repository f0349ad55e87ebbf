using Tactus.Cli.Output;
using Tactus.Configuration.Files;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Trust;
using Tactus.Engine.Runs;

namespace Tactus.Cli.Commands.Trusting;

/// <summary>Asks, on a terminal, whether a file that widens is to be trusted; elsewhere leaves the refusal to the engine.</summary>
internal static class TrustQuestion
{
    public static async Task<RunPlan> AskAsync(CliContext context, RunPlan plan, CancellationToken cancellationToken)
    {
        CliConsole console = context.Console;
        if (!console.IsInTerminal || !console.IsErrorTerminal)
        {
            return plan;
        }

        while (plan.Configuration.UntrustedWidenings is [var first, ..] widenings)
        {
            ConfigurationFile file = first.File;
            console.Note($"{SafeText.OneLine(file.DisplayPath, 300)} is not trusted{(first.Hint is { } hint ? $" ({SafeText.OneLine(hint, 300)})" : "")}. It wants:", TextStyle.Warning);
            foreach (UntrustedWidening wish in widenings.Where(wish => wish.File == file))
            {
                console.Note($"  line {wish.Line}: {SafeText.OneLine(wish.What, 300)}");
            }

            string? line = await console.AskAsync("Trust this content at this place? [y]es, [o]nce for this run, [N]o: ", cancellationToken);
            string answer = line?.Trim().ToLowerInvariant() ?? "";
            if (answer is not ("y" or "yes" or "o" or "once"))
            {
                throw first.ToException();
            }

            if (answer is "y" or "yes" && context.Engine.ConfigurationPaths.TrustFile is { } store)
            {
                new TrustStore(store, context.Time).Add(file.RealPath, file.Sha256);
            }

            plan = plan.Trusting(first);
        }

        return plan;
    }
}
