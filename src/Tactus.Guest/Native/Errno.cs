namespace Tactus.Guest.Native;

/// <summary>The error numbers that a probe tells apart, equal on every Linux architecture.</summary>
internal static class Errno
{
    public const int Success = 0;
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int EACCES = 13;
    public const int EROFS = 30;
    public const int ENOSYS = 38;
    public const int EPROTONOSUPPORT = 93;
    public const int ESOCKTNOSUPPORT = 94;
    public const int EAFNOSUPPORT = 97;
    public const int ENETUNREACH = 101;
    public const int EHOSTUNREACH = 113;
}
