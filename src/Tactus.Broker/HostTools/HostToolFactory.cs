using Tactus.Broker.Gate;
using Tactus.Broker.HostTools.BuiltIn;
using Tactus.Broker.HostTools.Exec;
using Tactus.Broker.HostTools.Http;
using Tactus.Broker.HostTools.Templates;
using Tactus.Broker.Secrets;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.HostTools;

/// <summary>Makes a run's host tools: the built-in ones and those that its grant declares.</summary>
internal static class HostToolFactory
{
    /// <summary>Makes them all, granted or not, so that a denial can tell a tool that exists from one that does not.</summary>
    /// <exception cref="Protocol.TactusException">A declaration cannot be used (TAC3105).</exception>
    public static HostToolRegistry Create(RunBrokerOptions options, RunContext run, RunSecrets secrets, HelperMounts directories)
    {
        var tools = new List<IHostTool>(BuiltInTools.Create(run.Clock));
        var sender = new HttpSender(run.Clock);
        tools.Add(new HttpRequestTool(run.Grant, sender, run.Clock));
        var resilience = new HttpResilience(run.Clock, options.Random);
        foreach (HostToolDeclaration declaration in run.Grant.HostTools.Values)
        {
            tools.Add(declaration.Http is not null
                ? new HttpTool(declaration, new TemplateRenderer(run.RunId, ProcedurePath.Workspace, secrets), sender, resilience, run.Clock)
                : CreateExec(declaration, options, run, secrets, directories));
        }

        tools.AddRange(options.Tools);
        return new HostToolRegistry(tools, sender);
    }

    private static ExecTool CreateExec(HostToolDeclaration declaration, RunBrokerOptions options, RunContext run, RunSecrets secrets, HelperMounts directories)
    {
        bool unsandboxed = declaration.Exec!.Unsandboxed;
        string? host = directories.WorkspaceHostPath;
        string? workspace = unsandboxed || host is null ? host : ProcedurePath.Workspace;
        IHelperSandbox helpers = options.Helpers ?? new MissingHelperSandbox(declaration.Name);
        if (unsandboxed && directories.IsWorkspaceReadOnly && declaration.Effect != EffectClass.Read)
        {
            helpers = new UnprotectedHelperSandbox(declaration.Name);
        }

        List<HelperMount> mounts = directories.OfRun();
        if (!unsandboxed && directories.FindExposed(mounts) is { } exposed)
        {
            helpers = new ExposedHelperSandbox(declaration.Name, exposed);
        }

        var place = new ExecPlace(run.RunId, helpers, mounts, workspace, run.Grant.Sandbox.Limits.Memory, run.Redactor);
        return new ExecTool(declaration, place, new TemplateRenderer(run.RunId, workspace ?? "/", secrets));
    }
}
