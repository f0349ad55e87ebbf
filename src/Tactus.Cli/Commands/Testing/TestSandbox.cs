using System.Collections.Concurrent;
using Tactus.Cli.Output;
using Tactus.Cli.Views;
using Tactus.Configuration.Loading;
using Tactus.Engine.Runs;
using Tactus.Engine.Testing;
using Tactus.Journal;
using Tactus.Models.Budgets;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Gives guests in test mode their sandbox: one choice of driver for each wish, and every note once. Thread-safe.</summary>
internal sealed class TestSandbox(CliContext context)
{
    private readonly ConcurrentDictionary<DriverChoice, Lazy<Task<ISandboxDriver>>> _drivers = new();
    private readonly ConcurrentDictionary<string, ModelLedger> _models = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _noted = new(StringComparer.Ordinal);

    /// <summary>Says what of an untrusted file is not in force; a test goes on under the narrower grant.</summary>
    public void Announce(RunPlan plan)
    {
        if (plan.Driver == DriverChoice.None)
        {
            Note(RunViews.Unconfined, TextStyle.Warning);
        }

        foreach (IGrouping<string?, TactusException> file in plan.Configuration.LeftOut.GroupBy(problem => problem.File, StringComparer.Ordinal))
        {
            TactusException first = file.First();
            string more = file.Count() > 1 ? $" and {file.Count() - 1} more" : "";
            Note($"{SafeText.Clean(file.Key ?? "")} is wrong, and none of it is in force: line {first.Line}: {SafeText.Clean(first.Message)} ({first.Code}{more})", TextStyle.Warning);
        }

        // One line for each file: a tree of procedures has many, and mocks make most of what they ask for needless.
        foreach (IGrouping<string, UntrustedWidening> file in plan.Configuration.UntrustedWidenings.GroupBy(wish => wish.File.DisplayPath, StringComparer.Ordinal))
        {
            string keys = string.Join(", ", file.Select(wish => wish.Key));
            Note($"{SafeText.Clean(file.Key)} is not trusted; not in force: {SafeText.Clean(keys)}", TextStyle.Warning);
        }
    }

    /// <summary>Runs one guest. Those of one procedure share its model budget.</summary>
    /// <exception cref="TactusException">TAC50xx: no driver can be used.</exception>
    public async Task<RunRecord> RunAsync(RunPlan plan, TestRequest request, CancellationToken cancellationToken)
    {
        ISandboxDriver driver = await _drivers.GetOrAdd(
            plan.Driver, choice => new Lazy<Task<ISandboxDriver>>(() => ChooseAsync(choice, cancellationToken))).Value;
        ModelLedger models = _models.GetOrAdd(plan.Bundle.FullPath, _ => new ModelLedger());
        var surroundings = new RunSurroundings { Notice = line => Note(line, TextStyle.Plain) };
        RunRecord record = await context.Engine.Tests.RunAsync(plan, request with { Models = models }, driver, surroundings, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return record;
    }

    private async Task<ISandboxDriver> ChooseAsync(DriverChoice choice, CancellationToken cancellationToken)
    {
        DriverSelection selection = await context.Engine.Drivers.ChooseAsync(choice, cancellationToken);
        if (selection.Notice is { } notice)
        {
            Note(notice, TextStyle.Plain);
        }

        return selection.Driver;
    }

    private void Note(string line, TextStyle style)
    {
        if (_noted.TryAdd(line, true))
        {
            context.Console.Note(line, style);
        }
    }
}
