using System.Globalization;

namespace Tactus.Guest.Native;

/// <summary>The error numbers that a probe meets, equal on every Linux architecture.</summary>
internal static class Errno
{
    public const int Success = 0;
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EBADF = 9;
    public const int EACCES = 13;
    public const int EFAULT = 14;
    public const int EEXIST = 17;
    public const int ENODEV = 19;
    public const int EINVAL = 22;
    public const int EROFS = 30;
    public const int ENOSYS = 38;
    public const int EPROTONOSUPPORT = 93;
    public const int ESOCKTNOSUPPORT = 94;
    public const int EAFNOSUPPORT = 97;
    public const int ENETUNREACH = 101;
    public const int EHOSTUNREACH = 113;

    /// <summary>An error's name, <c>success</c> for 0.</summary>
    public static string NameOf(int error) => error switch
    {
        Success => "success",
        EPERM => nameof(EPERM),
        ENOENT => nameof(ENOENT),
        ESRCH => nameof(ESRCH),
        EBADF => nameof(EBADF),
        EACCES => nameof(EACCES),
        EFAULT => nameof(EFAULT),
        EEXIST => nameof(EEXIST),
        ENODEV => nameof(ENODEV),
        EINVAL => nameof(EINVAL),
        EROFS => nameof(EROFS),
        ENOSYS => nameof(ENOSYS),
        EPROTONOSUPPORT => nameof(EPROTONOSUPPORT),
        ESOCKTNOSUPPORT => nameof(ESOCKTNOSUPPORT),
        EAFNOSUPPORT => nameof(EAFNOSUPPORT),
        ENETUNREACH => nameof(ENETUNREACH),
        EHOSTUNREACH => nameof(EHOSTUNREACH),
        _ => "error " + error.ToString(CultureInfo.InvariantCulture),
    };
}
