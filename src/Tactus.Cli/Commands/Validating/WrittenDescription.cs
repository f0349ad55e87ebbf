using Tactus.Analysis.Sources;
using Tactus.Analysis.Specifications;
using Tactus.Engine.Procedures;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Validating;

/// <summary>What a procedure's sources say of its specifications, in the form in which a guest would describe them, for a procedure that no guest can load.</summary>
internal static class WrittenDescription
{
    /// <summary>Reads it from the sources; null where not all of it is written out.</summary>
    public static MapValue? Of(ProcedureBundle bundle)
    {
        WrittenSpecifications written = SpecificationFinder.Find(
            [.. bundle.Modules.Prepend(bundle.Main).Select(source => new SourceText(source.DisplayPath, source.Content))]);
        return written.AreAllSteps
            ? Value.MapOf(
                ("specifications", Value.ListOf([.. written.Specifications.Select(text => Of(text, text.IsPath ? "from" : "text"))])),
                ("steps", Value.ListOf([.. written.Steps.Select(text => Of(text, "text"))])))
            : null;
    }

    private static MapValue Of(WrittenText text, string key) =>
        Value.MapOf((key, Value.Of(text.Text)), ("file", Value.Of(text.File)), ("line", Value.Of(text.Line)));
}
