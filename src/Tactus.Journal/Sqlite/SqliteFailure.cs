using Tactus.Journal.Sqlite.Native;

namespace Tactus.Journal.Sqlite;

/// <summary>SQLite said no. Never leaves the store: <see cref="SqliteErrors"/> turns it into an error for a person.</summary>
internal sealed class SqliteFailure(int extendedCode, string message) : Exception(message)
{
    /// <summary>The extended result code.</summary>
    public int ExtendedCode { get; } = extendedCode;

    /// <summary>The primary result code.</summary>
    public int Code => ResultCode.Primary(ExtendedCode);

    /// <summary>True when a row with the same key is there already.</summary>
    public bool IsDuplicate => ExtendedCode is ResultCode.ConstraintPrimaryKey or ResultCode.ConstraintUnique;
}
