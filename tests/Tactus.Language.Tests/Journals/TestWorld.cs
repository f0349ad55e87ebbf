using Google.Protobuf;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Journals;

/// <summary>An outside world that answers the same request at the same key in the same way, whenever it is asked.</summary>
public static class TestWorld
{
    /// <summary>
    /// <c>host.call fail</c> is refused (kind failed), <c>host.call wait</c> and <c>human.ask</c> suspend, <c>sleep</c> is null; every other effect
    /// is answered with <c>{name, at, args}</c>.
    /// </summary>
    public static PerformResponse Answer(PerformRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (request.Kind, request.Name) switch
        {
            ("host.call", "fail") => new PerformResponse
            {
                Error = new EffectError { Code = "TAC3001", Message = $"it failed at {At(request)}", Kind = "failed" },
            },
            ("host.call", "wait") or ("human.ask", _) => new PerformResponse { Suspended = new Suspended { WaitsFor = "human" } },
            ("sleep", _) => Result(Value.Null),
            _ => Result(Value.MapOf(("name", Value.Of(request.Name)), ("at", Value.Of(At(request))), ("args", Value.Decode(request.Arguments.Span)))),
        };
    }

    /// <summary>An answer.</summary>
    public static PerformResponse Result(Value value) => new() { Result = ByteString.CopyFrom(value.Encode()) };

    private static string At(PerformRequest request) => $"{request.Key.Branch}:{request.Key.Position}";
}
