using Tactus.Configuration.Loading;
using Tactus.Engine.Procedures;
using Tactus.Journal;
using Tactus.Policy.Grants;

namespace Tactus.Engine.Resuming;

/// <summary>A recorded run with everything that its next execution needs, read and resolved. Nothing has been taken over yet.</summary>
/// <param name="Record">The record.</param>
/// <param name="Bundle">What will run.</param>
/// <param name="ChangedLines">Where it differs from what was recorded.</param>
/// <param name="Configuration">The recorded grant, cut down to what is trusted now.</param>
/// <param name="Driver">The driver asked for.</param>
internal sealed record PreparedRun(
    RunRecord Record, ProcedureBundle Bundle, IReadOnlyList<string> ChangedLines, ResolvedConfiguration Configuration, DriverChoice Driver);
