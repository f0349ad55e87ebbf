using Tactus.Policy.Orders;

namespace Tactus.Configuration.Keys;

/// <summary>Rows of <c>sandbox.limits</c>.</summary>
internal static class LimitKeys
{
    private const string More = "when more";
    private const string Exhaustion = "A hostile procedure can use up that much of this machine.";

    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Limit("memory", ValueKind.Size, "512m", "16m", "1t", "Memory of the guest; the Lua heap gets three quarters of it."),
        Limit("cpus", ValueKind.Number, "1", "0.01", "1024", "CPUs of the guest."),
        Limit("cpu_time", ValueKind.Duration, "60s", "1ms", "30d", "CPU time of the guest."),
        Limit("pids", ValueKind.Integer, "32", "8", "4096", "Processes and threads of the guest."),
        Limit("files", ValueKind.Integer, "256", "16", "65536", "File descriptors of the guest."),
        Limit("output", ValueKind.Size, "1m", "0", "1t", "Bytes that the procedure may print and log."),
        Limit("workspace", ValueKind.Size, "1g", "0", "1t", "Bytes that the run may write to its workspace and volumes."),
        Limit("journal", ValueKind.Size, "1g", "0", "1t", "Bytes of arguments and answers that the run's journal keeps; an answer may pass the limit, the next effect is refused."),
        Limit("effects", ValueKind.Integer, "100000", "0", "1000000000", "Effects that the run may ask for; replayed ones are not charged again."),
    ];

    private static ConfigurationKey Limit(string name, ValueKind kind, string value, string least, string greatest, string summary) =>
        new()
        {
            Path = "sandbox.limits." + name,
            Kind = kind,
            Default = value,
            Least = least,
            Greatest = greatest,
            Summary = summary,
            Order = new AmountOrder(),
            Widens = More,
            Risk = Exhaustion,
            CanBeCeiling = true,
        };
}
