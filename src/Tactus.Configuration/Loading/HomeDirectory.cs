namespace Tactus.Configuration.Loading;

/// <summary>The user's home directory.</summary>
public static class HomeDirectory
{
    /// <summary>
    /// <c>HOME</c> where it is an absolute path; where it is not set, as under many service managers, what the user database says.
    /// Null when neither is absolute.
    /// </summary>
    /// <remarks>Without the second, a user's own narrowing configuration would be passed over in silence wherever HOME is not set.</remarks>
    /// <param name="read">Reads an environment variable.</param>
    public static string? Find(Func<string, string?> read) => read("HOME") switch
    {
        ['/', ..] home => home,
        null or "" => System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile) is ['/', ..] home ? home : null,
        _ => null,
    };
}
