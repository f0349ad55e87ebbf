using System.Text;
using Google.Protobuf;
using Tactus.Broker;
using Tactus.Broker.Gate;
using Tactus.Broker.HostTools;
using Tactus.Broker.Secrets;
using Tactus.Engine.Hosting;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Engine.Tools;

/// <summary>Lists host tools and calls one, through the same gate as a procedure's call. Nothing is recorded.</summary>
public sealed class ToolDesk(TactusPaths paths, IHelperSandbox helpers, IReadOnlyList<EffectMaker> effects, TimeProvider time)
{
    private const string RunId = "toolcall";

    /// <summary>The tools of a grant, granted or not, sorted by name.</summary>
    public IReadOnlyList<(HostToolInfo Tool, ToolDecision Decision)> List(Grant grant)
    {
        // Listing needs no secret: a tool whose secret is missing is listed all the same.
        Grant quiet = grant with { AllowedTools = [] };
        using RunBroker broker = Create(quiet, new MemoryRunStore(time), workspace: null, new SecretSources());
        return [.. broker.Tools.Select(tool => (tool, ToolPolicy.Decide(grant, tool.Name, tool.Effect)))];
    }

    /// <summary>Calls a tool.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="workspace">Absolute directory that is the workspace.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TactusException">The call was refused or failed: the effect's own code, message and mend.</exception>
    public Task<Value> CallAsync(Grant grant, string name, MapValue arguments, string workspace, CancellationToken cancellationToken) =>
        PerformAsync(grant, "host.call", name, arguments, workspace, cancellationToken);

    /// <summary>Performs one effect.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="kind">The kind of effect.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="workspace">Absolute directory that is the workspace.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TactusException">It was refused or failed: the effect's own code, message and mend.</exception>
    public async Task<Value> PerformAsync(
        Grant grant, string kind, string name, MapValue arguments, string workspace, CancellationToken cancellationToken)
    {
        await using var store = new MemoryRunStore(time);
        await store.CreateAsync(ScratchRecord.Create(RunId, "none", time.GetUtcNow()), cancellationToken);
        await using RunBroker broker = Create(grant, store, workspace, SecretSources.OfThisProcess());
        PerformResponse response = await broker.Gate.PerformAsync(
            new PerformRequest
            {
                Key = new EffectKey { Branch = "main", Position = 1 },
                Kind = kind,
                Name = name,
                Arguments = ByteString.CopyFrom(arguments.Encode()),
            },
            cancellationToken);
        return response.OutcomeCase == PerformResponse.OutcomeOneofCase.Result
            ? Value.Decode(response.Result.Span)
            : throw new TactusException(response.Error.Code, response.Error.Message, response.Error.Mend);
    }

    /// <summary>Types command-line texts by a tool's schema: text where it says string, JSON elsewhere, text again where that is none.</summary>
    public static MapValue Arguments(HostToolInfo? tool, IReadOnlyDictionary<string, string> texts) =>
        MapValue.FromUnsorted(texts.Select(pair => new KeyValuePair<byte[], Value>(
            Encoding.UTF8.GetBytes(pair.Key),
            tool?.Arguments?.GetValueOrDefault(pair.Key)?.Type == Policy.Schemas.ArgumentType.String ? Value.Of(pair.Value) : JsonOrText(pair.Value))));

    private static Value JsonOrText(string text)
    {
        try
        {
            return ValueJson.Parse(text);
        }
        catch (ValueFormatException)
        {
            return Value.Of(text);
        }
    }

    private RunBroker Create(Grant grant, IRunStore store, string? workspace, SecretSources secrets) =>
        RunBroker.Create(new RunBrokerOptions
        {
            Run = new RunContext { RunId = RunId, Epoch = 1, Grant = grant, Store = store, Clock = time },
            WorkspacePath = workspace,
            OwnDirectories = paths.OwnDirectories,
            Secrets = secrets,
            Helpers = helpers,
            Effects = effects,
        });
}
