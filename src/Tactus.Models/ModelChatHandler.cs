using Tactus.Broker.Agents;
using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Models.Answers;
using Tactus.Models.Asking;
using Tactus.Models.Budgets;
using Tactus.Models.Requests;
using Tactus.Policy.Models;
using Tactus.Protocol.Values;

namespace Tactus.Models;

/// <summary><c>model.chat</c>: asks a model, with the broker's key and for the run's money.</summary>
public sealed class ModelChatHandler : IResumedHandler, IDisposable
{
    private readonly EffectServices _services;
    private readonly ModelLedger _ledger;
    private readonly Lazy<ModelDesk> _desk;

    /// <summary>Creates the handler of one run.</summary>
    /// <param name="services">What the broker hands out.</param>
    /// <param name="ledger">What the runs of its tree have used up.</param>
    /// <param name="random">Chance in [0, 1) for the jitter of retries.</param>
    public ModelChatHandler(EffectServices services, ModelLedger ledger, Func<double> random)
    {
        _services = services;
        _ledger = ledger;
        if (!services.Run.IsResumed)
        {
            // It is counted as it goes; a later execution in this process must not count it again.
            ledger.TryInclude(services.Run.RunId);
        }

        _desk = new Lazy<ModelDesk>(() => new ModelDesk(services.Secrets, services.Run.Redactor, services.Run.Clock, random));
    }

    /// <inheritdoc/>
    public string Kind => AgentTurn.Kind;

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        // What leaves the host for a provider holds no secret that the broker knows, whoever wrote it.
        var arguments = (MapValue)_services.Run.Redactor.Redact(call.Arguments);
        ChatRequest request = ChatRequestReader.Read(arguments);
        string id = call.Name.Length > 0 ? call.Name : _services.Run.Grant.Models.Default ?? throw NoModel();
        return ModelName.FindProblem(id) is { } problem
            ? throw new EffectException("TAC3802", EffectErrorKind.Invalid, $"the model's name '{Shown(id)}' {problem}", Mend(id))
            : new ModelChatEffect(_services, _ledger, _desk, call, id, request);
    }

    /// <inheritdoc/>
    public async ValueTask StartAfterAsync(CancellationToken cancellationToken)
    {
        IRunStore store = _services.Run.Store;
        var past = new PastUsage(store, _services.Run.Grant.Models);
        ModelUsage own = await past.ReadAsync(_services.Run.RunId, cancellationToken);
        _services.Budget.NoteModels(own);
        await past.AddTreeAsync(_services.Run.RunId, own, _ledger, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_desk.IsValueCreated)
        {
            _desk.Value.Dispose();
        }
    }

    // What the procedure wrote for the model's own name alone is the commonest slip.
    private string Mend(string id) =>
        ModelName.FindProblem($"x/{id}") is null && _services.Run.Grant.Models.Providers.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } provider
            ? $"put the provider before it, for instance model = \"{provider}/{id}\""
            : "write the provider, a slash and the model: model = \"openai/gpt-4o-mini\"";

    private static string Shown(string id) => id.Length <= ModelName.MaxLength ? id : id[..ModelName.MaxLength] + "…";

    private static EffectException NoModel() => new(
        "TAC3802", EffectErrorKind.Invalid, "no model is named, and there is no default one",
        "name one in the Agent (model = \"openai/gpt-4o-mini\"), or set models.default in YAML");
}
