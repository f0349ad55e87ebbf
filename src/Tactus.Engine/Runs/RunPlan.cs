using Tactus.Configuration.Loading;
using Tactus.Engine.Procedures;
using Tactus.Policy.Grants;

namespace Tactus.Engine.Runs;

/// <summary>A request with its files read and its configuration resolved: what will run is what was read here.</summary>
/// <param name="Request">The request.</param>
/// <param name="Bundle">The procedure and its modules.</param>
/// <param name="Configuration">The resolved configuration.</param>
public sealed record RunPlan(RunRequest Request, ProcedureBundle Bundle, ResolvedConfiguration Configuration)
{
    /// <summary>The grant.</summary>
    public Grant Grant => Configuration.Grant;

    /// <summary>The driver asked for; <see cref="DriverChoice.None"/> under <c>--no-sandbox</c>.</summary>
    public DriverChoice Driver => Request.NoSandbox ? DriverChoice.None : Grant.Sandbox.Driver;

    /// <summary>Refuses a procedure whose replay could go another way, where the grant asks for it.</summary>
    /// <exception cref="Protocol.TactusException">TAC6208: the first such place in its sources.</exception>
    public void RequireReplayable() => ReplayRule.Require(Grant, Bundle);

    /// <summary>The same plan once a person has said that a file of it is to be trusted.</summary>
    public RunPlan Trusting(UntrustedWidening widening) => this with { Configuration = Configuration.Trusting(widening.File) };
}
