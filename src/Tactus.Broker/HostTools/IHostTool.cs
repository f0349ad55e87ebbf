using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools;

/// <summary>Something that the broker does for a procedure that calls it by name.</summary>
internal interface IHostTool
{
    /// <summary>What a listing shows of it.</summary>
    HostToolInfo Info { get; }

    /// <summary>What a crash in the middle of a call with these arguments means; they were not checked yet. Default: the same for every call.</summary>
    EffectClass EffectOf(MapValue arguments) => Info.Effect;

    /// <summary>Checks a call's arguments and fills in defaults.</summary>
    /// <exception cref="Gate.EffectException">They do not fit (TAC3104).</exception>
    MapValue CheckArguments(MapValue arguments);

    /// <summary>Performs a call whose arguments were checked.</summary>
    /// <exception cref="Gate.EffectException">It failed.</exception>
    ValueTask<Value> CallAsync(HostToolCall call, CancellationToken cancellationToken);
}
