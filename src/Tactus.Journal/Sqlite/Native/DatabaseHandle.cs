using Microsoft.Win32.SafeHandles;

namespace Tactus.Journal.Sqlite.Native;

/// <summary>Owns a <c>sqlite3*</c>.</summary>
internal sealed class DatabaseHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public DatabaseHandle(nint database)
        : base(ownsHandle: true) => SetHandle(database);

    // close_v2 waits for statements that are still open, so the order of disposal does not matter.
    protected override bool ReleaseHandle() => NativeMethods.sqlite3_close_v2(handle) == ResultCode.Ok;
}
