using System.Text;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Helpers;

/// <summary>The few files of <c>/etc</c> that a helper sandbox has of its own, so that it learns nothing of the host's users.</summary>
internal static class HelperFiles
{
    /// <summary>Paths inside, in the order of their descriptors.</summary>
    internal static IReadOnlyList<string> Paths { get; } = ["/etc/passwd", "/etc/group"];

    /// <summary>The path of the last file, which bubblewrap is handed when its mounts stand.</summary>
    internal const string LastPath = "/etc/nsswitch.conf";

    /// <summary>Its content.</summary>
    internal const string LastContent = "passwd: files\ngroup: files\nhosts: files dns\n";

    /// <summary>Their contents, as files in memory.</summary>
    /// <param name="user">The uid that the program has inside.</param>
    /// <param name="group">Its gid.</param>
    internal static IReadOnlyList<OwnedDescriptor> Open(uint user, uint group) =>
    [
        Memory("passwd", $"root:x:0:0:root:/:/usr/sbin/nologin\ntactus:x:{user}:{group}:tactus:/tmp:/bin/sh\n"),
        Memory("group", $"root:x:0:\ntactus:x:{group}:\n"),
    ];

    private static OwnedDescriptor Memory(string name, string text) => OwnedDescriptor.Memory(name, Encoding.UTF8.GetBytes(text));
}
