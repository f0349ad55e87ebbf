namespace Tactus.Configuration.Yaml;

/// <summary>A place in a file.</summary>
/// <param name="Line">Counted from 1; 0 for a value that comes from no file.</param>
/// <param name="Column">Counted from 1; 0 for a value that comes from no file.</param>
internal readonly record struct YamlMark(int Line, int Column);
