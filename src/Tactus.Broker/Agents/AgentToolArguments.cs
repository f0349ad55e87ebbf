using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Agents;

/// <summary>What a guest says about a tool call that a model asked for.</summary>
/// <param name="Turn">The answer that holds the call.</param>
/// <param name="CallId">The call's id there.</param>
/// <param name="Kind">The kind of the inner effect.</param>
/// <param name="Name">The name of the inner effect.</param>
/// <param name="Arguments">The arguments of the inner effect.</param>
internal sealed record AgentToolArguments(string Turn, string CallId, string Kind, string Name, MapValue Arguments)
{
    /// <summary>The code of arguments that do not fit.</summary>
    public const string Code = "TAC3111";

    private const int MostTurn = 1024;
    private const int MostCall = 256;
    private const int MostName = 4096;

    /// <summary>Reads them.</summary>
    /// <exception cref="EffectException">They do not fit (TAC3111).</exception>
    public static AgentToolArguments Read(MapValue arguments)
    {
        var fields = new EffectFields(arguments, "agent.tool", Code);
        var read = new AgentToolArguments(
            fields.RequiredText("turn", MostTurn), fields.RequiredText("call", MostCall), fields.RequiredText("kind", MostName),
            fields.RequiredText("name", MostName), fields.Map("arguments") ?? Value.EmptyMap);
        fields.RequireNoOthers();
        return ToolSource.IsToolEffect(read.Kind) ? read : throw fields.Wrong("kind", "must be host.call, mcp.call or plugin.call");
    }
}
