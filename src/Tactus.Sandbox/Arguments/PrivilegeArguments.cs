using System.Globalization;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Arguments;

/// <summary>What stands before a program: the command lines of <c>prlimit</c> and <c>setpriv</c>.</summary>
/// <remarks>
/// Programs, because there is no other way between fork and exec, and because setting the limits of another uid's process takes a
/// capability (CAP_SYS_RESOURCE) that root inside a container does not have.
/// </remarks>
internal static class PrivilegeArguments
{
    /// <summary>Starts what follows under limits.</summary>
    internal static IReadOnlyList<string> Limit(string prlimit, IEnumerable<ResourceLimit> limits)
        => [prlimit, .. limits.Select(limit => limit.Option), "--"];

    /// <summary>Starts what follows as another user, without groups.</summary>
    internal static IReadOnlyList<string> Leave(string setpriv, HostIdentity identity) =>
    [
        setpriv,
        "--reuid", identity.UserId.ToString(CultureInfo.InvariantCulture),
        "--regid", identity.GroupId.ToString(CultureInfo.InvariantCulture),
        "--clear-groups",
    ];
}
