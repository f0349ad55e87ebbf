using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks;

/// <summary>Something that is measured, beside what it is measured against.</summary>
internal interface IBenchmark
{
    /// <summary>The word on the command line that asks for it.</summary>
    string Name { get; }

    /// <summary>What the table that it fills is about.</summary>
    string Title { get; }

    /// <summary>Measures, and fills the table.</summary>
    Task RunAsync(Surroundings surroundings, ReportTable table);
}
