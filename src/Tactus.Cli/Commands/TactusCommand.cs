using System.CommandLine;
using Tactus.Cli.Commands.Configuration;
using Tactus.Cli.Commands.Formatting;
using Tactus.Cli.Commands.Mcp;
using Tactus.Cli.Commands.Models;
using Tactus.Cli.Commands.Runs;
using Tactus.Cli.Commands.Sandboxes;
using Tactus.Cli.Commands.Testing;
using Tactus.Cli.Commands.Tools;
using Tactus.Cli.Commands.Trusting;
using Tactus.Cli.Commands.Validating;

namespace Tactus.Cli.Commands;

/// <summary>The whole command line.</summary>
internal static class TactusCommand
{
    public static RootCommand Create(CliContext context) => new("Runs procedures that nobody has to trust. First steps: tactus init, then tactus run hello.tac")
    {
        RunCommand.Create(context),
        TestCommand.Create(context),
        EvalCommand.Create(context),
        ValidateCommand.Create(context),
        FormatCommand.Create(context),
        InfoCommand.Create(context),
        RunsCommand.Create(context),
        ToolsCommand.Create(context),
        ModelsCommand.Create(context),
        McpCommand.Create(context),
        ConfigCommand.Create(context),
        TrustCommand.Create(context),
        SandboxCommand.Create(context),
        DoctorCommand.Create(context),
        InitCommand.Create(context),
        CompletionCommand.Create(context),
        VersionCommand.Create(context),
    };
}
