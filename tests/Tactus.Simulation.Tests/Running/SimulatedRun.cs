using Tactus.Broker.Gate;
using Tactus.Broker.People;
using Tactus.Journal;
using Tactus.Lua;
using Tactus.Protocol.Values;
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Outside;
using Tactus.Simulation.Tests.Scheduling;
using Tactus.Simulation.Tests.Storage;

namespace Tactus.Simulation.Tests.Running;

/// <summary>A run with all its executions: what dies is taken over, questions are answered, doubt is resolved by the truth, times come.</summary>
internal sealed class SimulatedRun : IDisposable
{
    /// <summary>The id of every simulated run, so that idempotency keys are the same in all of them.</summary>
    public const string FirstId = "run1";

    // A run that needs more executions makes no progress.
    private const int MostLives = 400;

    private readonly Chance _whim;
    private readonly List<string> _ids = [];

    /// <summary>Prepares it.</summary>
    /// <param name="program">What to run.</param>
    /// <param name="plan">Where it dies; null for nowhere.</param>
    /// <param name="seed">Seed of the scheduler; null for the plainest order.</param>
    /// <param name="flaw">What the store lacks.</param>
    /// <param name="beside">A run in the same store, or null.</param>
    public SimulatedRun(Program program, FaultPlan? plan = null, ulong? seed = null, Flaw flaw = Flaw.None, SimulatedRun? beside = null)
    {
        Program = program;
        Plan = plan ?? FaultPlan.Undisturbed;
        Flaw = flaw;
        Chance = seed is { } value ? new Chance(value) : null;
        _whim = new Chance(seed ?? 1);
        Workspace = new Workspace(program.Files);
        Time = beside?.Time ?? new VirtualTime();
        Disk = beside?.Disk ?? new Disk(Time, flaw);
    }

    /// <summary>The id of the run.</summary>
    public string Id { get; init; } = FirstId;

    /// <summary>What runs. Another one from here on is an edit of the file.</summary>
    public Program Program { get; set; }

    /// <summary>Where it dies.</summary>
    public FaultPlan Plan { get; }

    /// <summary>What the store lacks.</summary>
    public Flaw Flaw { get; }

    /// <summary>The scheduler's chance; null for the plainest order.</summary>
    public Chance? Chance { get; }

    /// <summary>The time.</summary>
    public VirtualTime Time { get; }

    /// <summary>The world.</summary>
    public RecordingOutside Outside { get; } = new();

    /// <summary>The disk.</summary>
    public Disk Disk { get; }

    /// <summary>The workspace.</summary>
    public Workspace Workspace { get; }

    /// <summary>What failed in the broker itself: nothing, in a sound one.</summary>
    public DefectList Defects { get; } = new();

    /// <summary>How often a doubt was resolved.</summary>
    public int Doubts { get; private set; }

    /// <summary>Executions so far.</summary>
    public int Lives { get; private set; }

    /// <summary>The record of the last run of the chain.</summary>
    public RunRecord LastRecord => Read(_ids[^1]);

    /// <summary>Writes of superseded executions that were refused.</summary>
    public int Refusals { get; private set; }

    /// <summary>What the store held when a superseded execution woke; null when there was none.</summary>
    public RunResult? WhenWoken { get; private set; }

    /// <summary>Runs to the end, on a thread with a large stack.</summary>
    public RunResult Run()
    {
        Begin();
        return GoOn(isResumed: false);
    }

    /// <summary>Creates the run.</summary>
    public void Begin()
    {
        _ids.Add(Id);
        Disk.Write(store => store.CreateAsync(Record(Id, Program.Input.Encode()), CancellationToken.None));
        Disk.FlushAlways();
    }

    /// <summary>One execution.</summary>
    public LifeEnd Live(bool isResumed)
    {
        LifeEnd end = LifeEnd.Written;
        LuaThread.Run(() => end = Live(_ids[^1], isResumed));
        return end;
    }

    /// <summary>Executes until the run has ended, and those that continue it.</summary>
    /// <param name="isResumed">True when there was an execution before.</param>
    /// <param name="until">An execution that ends so is the last; null for none.</param>
    public RunResult GoOn(bool isResumed = true, LifeEnd? until = null)
    {
        LuaThread.Run(() =>
        {
            for (int run = _ids.Count - 1; run < _ids.Count; run++)
            {
                RunToEnd(_ids[run], isResumed, until);
                isResumed = false;
            }
        });
        return RunResult.Read(this, _ids);
    }

    /// <summary>Lets another execution take the run over and end it, while the one that calls stands still.</summary>
    public void Supersede() => WhenWoken = GoOn();

    /// <summary>A new record.</summary>
    public RunRecord Record(string id, byte[] input) => new()
    {
        Id = id,
        Status = RunStatus.Running,
        ProcedurePath = "/" + Program.Name,
        Hashes = new Dictionary<string, string>(),
        Input = input,
        GrantJson = "{}",
        Seed = 7,
        LanguageVersion = "1.0",
        Driver = "none",
        Executor = "simulation",
        CreatedAt = VirtualTime.Beginning,
        HeartbeatAt = Time.Now,
    };

    /// <summary>The CPU time of a procedure is used up: a defect of the test, which would hang.</summary>
    public void EndLoop(OutOfBudgetReport report) => Environment.FailFast($"{Program.Name}: {report.Message} at {report.File}:{report.Line}");

    /// <inheritdoc/>
    public void Dispose() => Workspace.Dispose();

    private LifeEnd Live(string id, bool isResumed)
    {
        if (++Lives > MostLives)
        {
            throw new InvalidOperationException($"no end after {MostLives} executions");
        }

        var life = new Life(this, Read(id));
        LifeEnd end = life.Run(isResumed);
        Refusals += life.Store.Refusals;
        if (end == LifeEnd.HostDied)
        {
            Disk.Crash(Plan.Unflushed, _whim);
        }

        return end;
    }

    private void RunToEnd(string id, bool isResumed, LifeEnd? until)
    {
        while (true)
        {
            LifeEnd end = Live(id, isResumed);
            if (end == LifeEnd.Superseded || end == until)
            {
                return;
            }

            isResumed = true;
            RunRecord record = Read(id);
            switch (record.Status)
            {
                case RunStatus.Running:
                    break;
                case RunStatus.Interrupted when record.Completion!.ErrorCode is null && Plan.Deaths > 0:
                    break;
                case RunStatus.Suspended:
                    EndWait(record);
                    break;
                case RunStatus.InDoubt:
                    ResolveDoubt(record);
                    break;
                default:
                    if (record.Completion?.ContinuedAs is { } next)
                    {
                        _ids.Add(next);
                    }

                    return;
            }
        }
    }

    // One person answers one question at a time; when none is open, the time comes that the run waits for. Where an outcome may hang on who is first,
    // the time may be first.
    private void EndWait(RunRecord record)
    {
        List<OpenQuestion> open = [.. Sync(OpenQuestions.ReadAsync(Disk.Store, record.Id, CancellationToken.None)).Where(one => one.Answer is null)];
        bool isLate = Program.IsRacy && record.Completion!.DueAt is not null && Chance?.OneIn(2) == true;
        if (open.Count > 0 && !isLate)
        {
            OpenQuestion question = open[Chance?.Below(open.Count) ?? 0];
            Disk.Write(store => new ValueTask(OpenQuestions.AnswerAsync(
                store, question, Answers.Of(question), "ann (simulation)", Time.Now, CancellationToken.None)));
            Disk.FlushAlways();
        }
        else if (record.Completion!.DueAt is { } due)
        {
            Time.MoveTo(due);
        }
    }

    private void ResolveDoubt(RunRecord record)
    {
        List<JournalEntry> open = [.. Disk.Store.ReadOpenAsync(record.Id, CancellationToken.None).ToBlockingEnumerable()
            .Where(entry => entry.Class == EffectClassNames.Of(Policy.Grants.EffectClass.Once))];
        foreach (JournalEntry entry in open)
        {
            if (Sync(Disk.Store.FindAnswerAsync(record.Id, entry.Key, CancellationToken.None).AsTask()) is not null)
            {
                continue;
            }

            Value? happened = Outside.FindAnswer(EffectCall.DeriveKey(record.Id, entry.Key));
            MapValue truth = happened is null ? Value.MapOf(("did_not_happen", Value.True)) : Value.MapOf(("happened", happened));
            Disk.Write(store => store.AnswerAsync(
                new RunAnswer(record.Id, entry.Key, truth.Encode(), "ann (simulation)", Time.Now), CancellationToken.None));
            Doubts++;
        }

        Disk.FlushAlways();
    }

    private RunRecord Read(string id) => Sync(Disk.Store.FindAsync(id, CancellationToken.None).AsTask())!;

    // The store in memory never waits.
    private static T Sync<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
