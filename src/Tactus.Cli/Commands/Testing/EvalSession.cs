using System.CommandLine;
using Tactus.Cli.Commands.Describing;
using Tactus.Engine.Procedures;
using Tactus.Engine.Runs;
using Tactus.Engine.Testing;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Evaluations;

namespace Tactus.Cli.Commands.Testing;

/// <summary>One call of <c>tactus eval</c>: reads the evaluations and runs their cases side by side.</summary>
internal sealed class EvalSession(CliContext context, TestOptions options, ParseResult parsed)
{
    // The file says how many there are.
    private const int MostCaseRuns = 100_000;

    private readonly TestSandbox _sandbox = new(context);

    /// <summary>Runs every case of every evaluation.</summary>
    /// <exception cref="TactusException">TAC7705: the procedure declares no evaluation. TAC15xx: a dataset cannot be used. TAC5xxx: there is no sandbox.</exception>
    public async Task<IReadOnlyList<EvaluationReport>> RunAsync(string file, CancellationToken cancellationToken)
    {
        RunPlan plan = context.Engine.Planner.Plan(options.RequestFor(parsed, file, context.WorkingDirectory));
        plan.RequireReplayable();
        Description description = await Description.OfAsync(context, plan, cancellationToken, parsed.GetValue(options.Mock));
        IReadOnlyList<EvaluationPlan> evaluations = EvaluationReader.Read(
            description.Value, (path, named, line) => BesideProcedure.ReadText(FolderOf(plan.Bundle, named), path, named, line));
        if (evaluations.Count == 0)
        {
            throw new TactusException("TAC7705", $"'{file}' declares no evaluation with a dataset", "add Evaluation { dataset = {…}, evaluators = {…} }; docs/testing.md shows one", file);
        }

        _sandbox.Announce(plan);
        var reports = new List<EvaluationReport>();
        foreach (EvaluationPlan evaluation in evaluations)
        {
            reports.Add(new EvaluationReport(file, evaluation, await RunAsync(plan, evaluation, cancellationToken)));
        }

        return reports;
    }

    private static string FolderOf(ProcedureBundle bundle, string file) =>
        Path.GetDirectoryName(bundle.Modules.FirstOrDefault(module => module.DisplayPath == file)?.FullPath) ?? bundle.Directory;

    private async Task<IReadOnlyList<IReadOnlyList<CaseResult>>> RunAsync(RunPlan plan, EvaluationPlan evaluation, CancellationToken cancellationToken)
    {
        int runs = options.ReadRuns(parsed, evaluation.Runs);
        if ((long)evaluation.Cases.Count * runs > MostCaseRuns)
        {
            throw new TactusException(
                "TAC1519", $"{evaluation.Cases.Count} cases, {runs} times each, are more than the {MostCaseRuns} runs that one evaluation may have", "write fewer, or give --runs",
                evaluation.File, evaluation.Line);
        }

        int atOnce = evaluation.Parallel || parsed.GetValue(options.Parallel) is not null ? options.ReadParallel(parsed) : 1;
        CaseResult[][] results = [.. evaluation.Cases.Select(_ => new CaseResult[runs])];
        var degree = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, evaluation.Cases.Count * runs, degree, async (i, token) =>
            results[i / runs][i % runs] = await RunAsync(plan, evaluation, evaluation.Cases[i / runs], token));
        return results;
    }

    private async Task<CaseResult> RunAsync(RunPlan plan, EvaluationPlan evaluation, CasePlan one, CancellationToken cancellationToken)
    {
        long start = context.Time.GetTimestamp();
        RunRecord record = await _sandbox.RunAsync(plan, new TestRequest(evaluation.ToValue(one), parsed.GetValue(options.Mock)), cancellationToken);
        TimeSpan duration = context.Time.GetElapsedTime(start);
        return record is { Status: RunStatus.Succeeded, Completion.Output: { } output } && Value.Decode(output) is MapValue answer
            ? CaseResult.Of(answer, duration)
            : new CaseResult { Evaluators = [], Duration = duration, Error = GuestFailure.Of(record) };
    }
}
