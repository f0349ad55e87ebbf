using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Broker.HostTools.Templates;
using Tactus.Broker.Secrets;
using Tactus.Policy.Templates;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Rooms;

/// <summary>What the broker of one run gives to a room.</summary>
public sealed class EffectRoomServices
{
    private readonly RunSecrets _secrets;
    private readonly Func<EffectTable> _effects;

    internal EffectRoomServices(RunBrokerOptions options, RunContext run, RunSecrets secrets, RunBudget budget, HelperMounts mounts, Func<EffectTable> effects)
    {
        Run = run;
        Budget = budget;
        Helpers = options.Helpers;
        Mounts = mounts;
        ProcedureDirectory = options.ProcedureDirectory;
        _secrets = secrets;
        _effects = effects;
    }

    /// <summary>The run; its redactor knows every secret that the grant names.</summary>
    public RunContext Run { get; }

    /// <summary>What the run has used up.</summary>
    public RunBudget Budget { get; }

    /// <summary>The values of the secrets that the grant names.</summary>
    public ISecretValues Secrets => _secrets;

    /// <summary>Runs programs; null when the run has no helper sandbox.</summary>
    public IHelperSandbox? Helpers { get; }

    /// <summary>What programs see of the run's directories.</summary>
    public HelperMounts Mounts { get; }

    /// <summary>Absolute directory of the host that the procedure lies in; null when it lies nowhere.</summary>
    public string? ProcedureDirectory { get; }

    /// <summary>Every kind of effect of the run. Not to be read before the run's first effect.</summary>
    public EffectTable Effects => _effects();

    /// <summary>Puts secrets, and the workspace as a program sees it, into a template of trusted YAML. The result leaves the broker in one request only.</summary>
    /// <param name="template">The template; holds no argument.</param>
    /// <param name="workspace">What <c>${workspace}</c> becomes.</param>
    /// <exception cref="KeyNotFoundException">It names a secret that is not there.</exception>
    public string Render(string template, string workspace) =>
        new TemplateRenderer(Run.RunId, workspace, _secrets).Render(TemplateText.Parse(template), Value.EmptyMap);
}
