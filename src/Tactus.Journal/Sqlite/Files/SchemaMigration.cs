namespace Tactus.Journal.Sqlite.Files;

/// <summary>One step forward of the schema.</summary>
/// <param name="Version">The version that the file has after it, counted from 1.</param>
/// <param name="Sql">What it does.</param>
internal sealed record SchemaMigration(int Version, string Sql);
