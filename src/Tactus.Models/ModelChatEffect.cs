using Tactus.Broker.Agents;
using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Journal;
using Tactus.Models.Answers;
using Tactus.Models.Asking;
using Tactus.Models.Budgets;
using Tactus.Models.Failures;
using Tactus.Models.Pricing;
using Tactus.Models.Requests;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;
using Tactus.Policy.Tools;
using Tactus.Protocol.Values;

namespace Tactus.Models;

/// <summary>One call of a model.</summary>
internal sealed class ModelChatEffect(
    EffectServices services, ModelLedger ledger, Lazy<ModelDesk> desk, EffectCall call, string modelId, ChatRequest request) : IEffect
{
    private const string InTrustedYaml = "in trusted YAML (the sidecar or .tactus/config.yml):\n";

    private readonly Grant _grant = services.Run.Grant;
    private ModelPrice? _price;
    private ModelProvider? _provider;
    private Reservation? _reservation;

    public EffectClass Class => EffectClass.Idempotent;

    public Value DryRunAnswer => AnswerValue.Of(call.Key, NoAnswer(), dollars: 0);

    public void Authorize()
    {
        _provider = RequireProvider();
        RequireTools();
        _price = PriceTable.Find(_grant.Models, modelId);
        if (_grant.Models.Dollars is not null && _price is null)
        {
            throw new EffectException(
                "TAC3807", EffectErrorKind.Denied, $"models.budget.usd is set, and the price of '{modelId}' is not known",
                $"{InTrustedYaml}models:\n  prices: {{\"{modelId}\": {{input: 0.15, output: 0.60}}}}   # US dollars for a million tokens");
        }
    }

    // A dry run asks nobody, so it sets nothing aside either.
    public void Charge(RunBudget budget)
    {
        if (!services.Run.DryRun)
        {
            Reserve();
        }
    }

    public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => AskAsync(_reservation!, cancellationToken);

    // The first attempt's money is gone or was never spent; nobody here knows. The second one's is set aside like any other.
    public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken) => AskAsync(Reserve(), cancellationToken);

    private ModelProvider RequireProvider() => ModelPolicy.Decide(_grant, modelId) switch
    {
        ModelDecision.Allowed allowed => allowed.Provider,
        ModelDecision.Denied denied => throw new EffectException(
            "TAC3803", EffectErrorKind.Denied, $"the model '{modelId}' is not granted: {denied.Rule}", InTrustedYaml + denied.AllowingYaml),
        ModelDecision unknown => throw new InvalidOperationException($"a decision that is neither: {unknown}"),
    };

    private void RequireTools()
    {
        foreach (OfferedTool tool in request.Tools)
        {
            if (tool.Source.GrantedName is { } name && ToolPolicy.Decide(_grant, name) is ToolDecision.Denied denied)
            {
                throw new EffectException(
                    "TAC3804", EffectErrorKind.Denied, $"the tool '{tool.Name}' may not be offered to a model, because it is not granted: {denied.Rule}",
                    InTrustedYaml + denied.AllowingYaml);
            }
        }
    }

    private Reservation Reserve() => _reservation = ledger.Reserve(_grant.Models, _price, TokenEstimate.Of(request), request.MaxTokens);

    private async ValueTask<Value> AskAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        ModelUsage used = ModelUsage.None;
        try
        {
            string agent = services.Run.Redactor.Redact(request.Agent);
            var shown = new StreamedText(services.Run.Redactor, text => services.Run.Observer.OnModelText(new ModelText(call.Key, agent, text)));
            var question = new ModelQuestion(_provider!, ModelName.ModelOf(modelId), request, reservation.MaxTokens, call.IdempotencyKey, shown.Add);
            ModelAnswer answer = await desk.Value.AskAsync(question, cancellationToken);
            shown.End();
            used = UsageOf(answer);
            Tell(agent, answer, used);
            return AnswerValue.Of(call.Key, answer, _price is null ? null : used.CostUsd);
        }
        catch (ModelCallException failure)
        {
            used = ModelFailures.MayBeBilled(failure.Code) ? LostUsage.Of(reservation.InputTokens, reservation.OutputTokens, _price) : used;
            throw failure.ToEffect();
        }
        finally
        {
            services.Budget.NoteModels(used);
            ledger.Settle(reservation, used);
        }
    }

    private void Tell(string agent, ModelAnswer answer, ModelUsage used) => services.Run.Observer.OnModelTurn(new ModelTurn(
        call.Key, agent, modelId, services.Run.Redactor.Redact(answer.Content), [.. answer.ToolCalls.Select(tool => services.Run.Redactor.Redact(tool.Name))],
        used, ledger.Used + used));

    private ModelUsage UsageOf(ModelAnswer answer) => new()
    {
        Calls = 1,
        UnpricedCalls = _price is null ? 1 : 0,
        InputTokens = answer.InputTokens,
        OutputTokens = answer.OutputTokens,
        CachedTokens = answer.CachedTokens,
        CostUsd = _price?.Of(answer.InputTokens, answer.CachedTokens, answer.OutputTokens) ?? 0,
    };

    private ModelAnswer NoAnswer() => new()
    {
        Content = "", ToolCalls = [], FinishReason = "stop", Model = ModelName.ModelOf(modelId), InputTokens = 0, OutputTokens = 0, CachedTokens = 0, IsEstimated = true,
    };
}
