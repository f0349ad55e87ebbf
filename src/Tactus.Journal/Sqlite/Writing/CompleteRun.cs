namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Ends or suspends an execution.</summary>
internal sealed class CompleteRun(Execution execution, RunCompletion completion) : WriteOperation(awaited: true)
{
    private const string Update = """
        UPDATE run SET status = ?3, ended_at = ?4, completed_at = ?5, output = ?6, error_code = ?7, error_message = ?8, error_file = ?9,
          error_line = ?10, traceback = ?11, mend = ?12, effects = ?13, cpu_nanos = ?14, lua_peak_bytes = ?15,
          waits_for = ?16, due_at = ?17, continued_as = ?18,
          model_calls = ?19, model_calls_unpriced = ?20, model_input_tokens = ?21, model_output_tokens = ?22, model_cached_tokens = ?23,
          model_cost_nano_usd = ?24
        WHERE id = ?1 AND epoch = ?2 AND status = 'running'
        """;

    public override Execution? Execution => execution;

    // A run that lost a write may not claim to have come through, but its failure should be told.
    public override bool MayFollowLoss => completion.Status is not (RunStatus.Succeeded or RunStatus.Suspended);

    public override void Execute(SqliteConnection connection)
    {
        var ended = completion.Status == RunStatus.Suspended ? (DateTimeOffset?)null : completion.At;
        var changed = connection.Prepare(Update)
            .Bind(1, execution.RunId)
            .Bind(2, execution.Epoch)
            .Bind(3, RunStatusNames.ToText(completion.Status))
            .Bind(4, ended)
            .Bind(5, completion.At)
            .Bind(6, completion.Output)
            .Bind(7, completion.ErrorCode)
            .Bind(8, completion.ErrorMessage)
            .Bind(9, completion.ErrorFile)
            .Bind(10, completion.ErrorLine)
            .Bind(11, completion.Traceback)
            .Bind(12, completion.Mend)
            .Bind(13, completion.Effects)
            .Bind(14, Nanoseconds.FromSpan(completion.CpuTime))
            .Bind(15, completion.LuaPeakBytes)
            .Bind(16, completion.WaitsFor)
            .Bind(17, completion.DueAt)
            .Bind(18, completion.ContinuedAs)
            .Bind(19, completion.Models.Calls)
            .Bind(20, completion.Models.UnpricedCalls)
            .Bind(21, completion.Models.InputTokens)
            .Bind(22, completion.Models.OutputTokens)
            .Bind(23, completion.Models.CachedTokens)
            .Bind(24, Nanodollars.FromDollars(completion.Models.CostUsd))
            .Run();
        if (changed == 0)
        {
            Fence.Require(connection, execution);
            throw JournalErrors.AlreadyEnded(execution.RunId);
        }
    }
}
