namespace Tactus.Journal.Sqlite.Native;

/// <summary>The result codes of SQLite that the store tells apart.</summary>
internal static class ResultCode
{
    public const int Ok = 0;
    public const int Permission = 3;
    public const int Busy = 5;
    public const int ReadOnly = 8;
    public const int InputOutput = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int Constraint = 19;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;

    public const int ConstraintPrimaryKey = Constraint | (6 << 8);
    public const int ConstraintUnique = Constraint | (8 << 8);

    /// <summary>The primary code of an extended one.</summary>
    public static int Primary(int code) => code & 0xff;
}
