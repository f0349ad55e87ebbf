using Tactus.Broker.Gate;
using Tactus.Broker.HostTools.Arguments;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools;

/// <summary>A host tool that trusted YAML declares.</summary>
internal abstract class DeclaredTool : IHostTool
{
    private readonly ArgumentRules _rules;

    /// <summary>Compiles what the declaration says about arguments.</summary>
    /// <exception cref="TactusException">It cannot be used (TAC3105).</exception>
    protected DeclaredTool(HostToolDeclaration declaration, string kind)
    {
        Declaration = declaration;
        Info = new HostToolInfo(
            declaration.Name, kind, declaration.Description, declaration.Effect, declaration.Limits, declaration.Arguments,
            declaration.Provenance);
        try
        {
            _rules = new ArgumentRules(declaration.Arguments);
        }
        catch (FormatException error)
        {
            throw Unusable($"argument {error.Message}");
        }
    }

    /// <inheritdoc/>
    public HostToolInfo Info { get; }

    /// <summary>The declaration.</summary>
    protected HostToolDeclaration Declaration { get; }

    /// <inheritdoc/>
    public MapValue CheckArguments(MapValue arguments)
    {
        var problems = new ArgumentProblems();
        MapValue checkedArguments = _rules.Check(arguments, "", problems);
        return problems.IsEmpty
            ? checkedArguments
            : throw new EffectException(
                "TAC3104", EffectErrorKind.Invalid, $"the arguments of '{Declaration.Name}' do not fit: {problems}",
                $"`tactus tools list` shows what it takes ({Declaration.Provenance})");
    }

    /// <inheritdoc/>
    public abstract ValueTask<Value> CallAsync(HostToolCall call, CancellationToken cancellationToken);

    /// <summary>The error for a declaration that cannot be used.</summary>
    protected TactusException Unusable(string why) =>
        new(
            "TAC3105", $"the host tool '{Declaration.Name}' cannot be used: {why}", "mend its declaration",
            Declaration.Provenance.File, Declaration.Provenance.Line);
}
