using System.Globalization;
using Tactus.Sandbox.Directories;

namespace Tactus.Sandbox.Arguments;

/// <summary>The command line of <c>setpriv</c>, by which root's guests leave root.</summary>
internal static class PrivilegeArguments
{
    /// <summary>Starts what follows as another user, without groups.</summary>
    internal static IReadOnlyList<string> Leave(string setpriv, HostIdentity identity) =>
    [
        setpriv,
        "--reuid", identity.UserId.ToString(CultureInfo.InvariantCulture),
        "--regid", identity.GroupId.ToString(CultureInfo.InvariantCulture),
        "--clear-groups",
    ];
}
