using Microsoft.Win32.SafeHandles;

namespace Tactus.Journal.Sqlite.Native;

/// <summary>Owns a <c>sqlite3_stmt*</c>.</summary>
internal sealed class StatementHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public StatementHandle(nint statement)
        : base(ownsHandle: true) => SetHandle(statement);

    protected override bool ReleaseHandle()
    {
        // finalize repeats the error of the last step, which was reported when it happened.
        _ = NativeMethods.sqlite3_finalize(handle);
        return true;
    }
}
