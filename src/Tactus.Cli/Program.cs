using System.CommandLine;
using System.CommandLine.Invocation;
using Tactus.Cli;
using Tactus.Cli.Commands;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Hosting;

// A person's Ctrl-C ends the run cleanly; what takes longer than this to clean up is left to the next start's sweep.
var grace = TimeSpan.FromSeconds(20);

using var console = new CliConsole();
await using var engine = new TactusEngine(TactusPaths.FromEnvironment(), ConfigurationPaths.FromEnvironment(), TimeProvider.System);
RootCommand root = TactusCommand.Create(new CliContext(console, engine));
ParseResult parsed = root.Parse(args);
int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = grace });
return parsed.Action is ParseErrorAction ? ExitCode.Usage : code;
