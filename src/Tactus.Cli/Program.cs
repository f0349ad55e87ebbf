using System.CommandLine;
using System.CommandLine.Invocation;
using Tactus.Cli;
using Tactus.Cli.Commands;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Hosting;

using var console = new CliConsole();
using var interruption = new Interruption(console, TimeProvider.System);
await using var engine = new TactusEngine(TactusPaths.FromEnvironment(), ConfigurationPaths.FromEnvironment(), TimeProvider.System);
RootCommand root = TactusCommand.Create(new CliContext(console, engine));
ParseResult parsed = root.Parse(args);

// Signals are handled here: the library's own handler fails on the second one.
int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interruption.Token);
if (console.OutFailure is { } failure)
{
    new ErrorReport("TAC7011", $"standard output took no more: {failure.GetBaseException().Message}", null, 0, 0, "see where it goes; 'tactus runs show' tells how a run ended", null)
        .Print(console);
    return code == ExitCode.Success ? ExitCode.Usage : code;
}

return parsed.Action is ParseErrorAction ? ExitCode.Usage : code;
