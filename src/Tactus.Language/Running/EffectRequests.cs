using Google.Protobuf;
using Tactus.Language.Values;
using Tactus.Protocol;
using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>Effects with a kind, a name and arguments: host tools and files.</summary>
/// <remarks>The prelude's arguments: branch, name, arguments, file, line.</remarks>
internal sealed class EffectRequests(BranchTable branches, LuaValueWriter writer, EffectGate gate)
{
    private const int Branch = 0;
    private const int Name = 1;
    private const int Arguments = 2;
    private const int Place = 3;

    /// <summary>Sends one effect and pushes its answer, or begins it.</summary>
    /// <exception cref="TactusException">The arguments are no data; nothing was sent.</exception>
    public HandledRequest Perform(RequestArguments arguments, bool begins)
    {
        writer.Begin(arguments.NullIdentity, arguments.ListMarkIdentity);
        writer.Write(arguments.Stack, RequestArguments.First + Arguments, "args");
        var request = new PerformRequest
        {
            Kind = arguments.Kind,
            Name = arguments.Text(Name),
            Arguments = UnsafeByteOperations.UnsafeWrap(writer.Written),
            Location = arguments.Location(Place),
        };
        return gate.Send(arguments.Stack, branches[(int)arguments.Integer(Branch)], request, begins);
    }
}
