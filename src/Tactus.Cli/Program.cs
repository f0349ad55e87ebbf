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
var context = new CliContext(console, engine);
RootCommand root = TactusCommand.Create(context);
ParseResult parsed = root.Parse(args);
int code = parsed.Action is ParseErrorAction mistake
    ? UsageError.Report(context, parsed, mistake)
    : await parsed.InvokeAsync(
        new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            // Signals are handled here: the library's own handler fails on the second one.
            ProcessTerminationTimeout = null,
        },
        interruption.Token);
return context.Close(code);
