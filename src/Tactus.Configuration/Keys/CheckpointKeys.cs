using Tactus.Policy.Orders;

namespace Tactus.Configuration.Keys;

/// <summary>Rows of <c>checkpoint</c>.</summary>
internal static class CheckpointKeys
{
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new()
        {
            Path = "checkpoint.strict_determinism",
            Kind = ValueKind.Boolean,
            Default = "false",
            Summary = "Whether a procedure is refused in whose sources something could make a replay go another way; validate then calls that an error.",
            Order = new RankOrder(true, false),
            Widens = "when false",
            Risk = "A run that is resumed may find that its procedure goes another way than its journal, and stop there.",
            CanBeCeiling = true,
        },
        new()
        {
            Path = "checkpoint.keep",
            Kind = ValueKind.Duration,
            Default = "30d",
            Least = "0s",
            Greatest = "36500d",
            Summary = "How long runs are kept after their end; runs prune removes those that are older.",
            Order = new LeastAmountOrder(),
            Widens = "when shorter",
            Risk = "Records and journals are removed sooner.",
            CanBeCeiling = true,
        },
    ];
}
