namespace Tactus.Journal;

/// <summary>Which runs to list.</summary>
/// <param name="Status">Only this status, or null for all.</param>
/// <param name="ProcedurePath">Only this procedure, or null for all.</param>
/// <param name="Limit">At most so many. Default: 50.</param>
/// <param name="DueBefore">Only suspended runs that could go on by themselves at this time (UTC), or null for all.</param>
/// <param name="ParentId">Only runs that this run started, or null for all.</param>
public sealed record RunQuery(
    RunStatus? Status = null, string? ProcedurePath = null, int Limit = 50, DateTimeOffset? DueBefore = null, string? ParentId = null)
{
    /// <summary>Runs that one run may start. Whoever must not miss one of them (its models' budget, its cancellation) lists as many.</summary>
    public const int MostChildren = 10_000;

    /// <summary>Every run that a run started.</summary>
    /// <param name="parentId">The run.</param>
    public static RunQuery ChildrenOf(string parentId) => new(ParentId: parentId, Limit: MostChildren);
}
