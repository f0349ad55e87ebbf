using Tactus.Policy.Grants;
using Tactus.Policy.Orders;
using Tactus.Policy.Tools;

namespace Tactus.Configuration.Keys;

/// <summary>Rows of <c>permissions</c> and <c>tools</c>.</summary>
internal static class PermissionKeys
{
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new()
        {
            Path = "permissions.mode",
            Kind = ValueKind.Choice,
            Choices = [new("readonly", PermissionMode.Readonly), new("edit", PermissionMode.Edit), new("full", PermissionMode.Full)],
            Default = "edit",
            Summary = "What the run may change: nothing, files and through granted tools, or everything that the grant names.",
            Order = new RankOrder(PermissionMode.Readonly, PermissionMode.Edit, PermissionMode.Full),
            Widens = "when further right in readonly, edit, full",
            Risk = "In the mode full nothing that the grant names is held back.",
            RiskWhenWidened = RiskLevel.Medium,
            CanBeCeiling = true,
        },
        new()
        {
            Path = "tools.allow",
            Kind = ValueKind.ToolPatterns,
            Default = "[host.ping, host.echo, host.time]",
            Summary = "Host tools that the run may call: names, or patterns such as github.*; declaring a tool does not allow it.",
            Order = new PatternOrder<ToolPattern>(),
            Widens = "when it stands for a name more",
            Risk = "The procedure chooses when to call these tools and with which arguments.",
            RiskWhenWidened = RiskLevel.Medium,
            CanBeCeiling = true,
        },
    ];
}
