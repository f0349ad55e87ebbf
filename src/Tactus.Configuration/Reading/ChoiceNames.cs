using Tactus.Policy.Grants;

namespace Tactus.Configuration.Reading;

/// <summary>The words of configuration and the values of <c>Tactus.Policy</c> that they mean.</summary>
internal static class ChoiceNames
{
    /// <summary>The value that a word of a key means.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The key has no such words.</exception>
    public static object Parse(string key, string word) => key switch
    {
        "sandbox.driver" => Enum.Parse<DriverChoice>(word, ignoreCase: true),
        "sandbox.network" => Enum.Parse<NetworkMode>(word, ignoreCase: true),
        "sandbox.workspace" => Enum.Parse<WorkspaceMode>(word, ignoreCase: true),
        "permissions.mode" => Enum.Parse<PermissionMode>(word, ignoreCase: true),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The key's words have no values."),
    };
}
