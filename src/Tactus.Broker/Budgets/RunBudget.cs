using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Policy.Grants;

namespace Tactus.Broker.Budgets;

/// <summary>What a run has used up of its limits. A spent budget ends the run. Thread-safe.</summary>
public sealed class RunBudget
{
    private readonly RunLimits _limits;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private long _effects;
    private long _workspace;
    private long _output;
    private long _journal;
    private ModelUsage _models = ModelUsage.None;

    /// <summary>A budget of which nothing is spent.</summary>
    public RunBudget(RunLimits limits) => _limits = limits;

    /// <summary>Effects asked for so far.</summary>
    public long Effects
    {
        get
        {
            lock (_lock)
            {
                return _effects;
            }
        }
    }

    /// <summary>What the run's own model calls used up so far.</summary>
    public ModelUsage Models
    {
        get
        {
            lock (_lock)
            {
                return _models;
            }
        }
    }

    /// <summary>Counts model calls of the run. Never refused: whether one may begin is decided before it.</summary>
    public void NoteModels(ModelUsage usage)
    {
        lock (_lock)
        {
            _models += usage;
        }
    }

    /// <summary>Begins with what an earlier execution used up. Called before anything else.</summary>
    public void StartAfter(RunCounts counts)
    {
        lock (_lock)
        {
            _effects = counts.Entries;
            _output = counts.EventBytes;
            _journal = counts.EntryBytes;

            // Directories that were made are not in the journal, and the few bytes around a content are: about the same.
            _workspace = counts.FileBytes;
            foreach ((string tool, long calls) in counts.HostCalls)
            {
                _calls[tool] = (int)Math.Min(calls, int.MaxValue);
            }
        }
    }

    /// <summary>Counts a call that an earlier execution made. Never refused.</summary>
    public void NoteCall(string tool)
    {
        lock (_lock)
        {
            _calls[tool] = _calls.GetValueOrDefault(tool) + 1;
        }
    }

    /// <summary>Counts one effect.</summary>
    /// <exception cref="EffectException">It is one too many (TAC3601).</exception>
    public void ChargeEffect()
    {
        lock (_lock)
        {
            if (_effects >= _limits.Effects)
            {
                throw Spent("TAC3601", $"the run has asked for its {_limits.Effects} effects", "sandbox.limits.effects");
            }

            _effects++;
        }
    }

    /// <summary>Counts one call of a tool.</summary>
    /// <exception cref="EffectException">It is one too many (TAC3602).</exception>
    public void ChargeCall(string tool, int limit)
    {
        lock (_lock)
        {
            int calls = _calls.GetValueOrDefault(tool);
            if (calls >= limit)
            {
                throw Spent("TAC3602", $"the run has called '{tool}' {limit} times", $"host_tools.{tool}.limits.calls");
            }

            _calls[tool] = calls + 1;
        }
    }

    /// <summary>Counts bytes written to the workspace and the volumes.</summary>
    /// <exception cref="EffectException">They are too many (TAC3603).</exception>
    public void ChargeWorkspace(long bytes)
    {
        lock (_lock)
        {
            if (bytes > _limits.Workspace - _workspace)
            {
                throw Spent("TAC3603", $"the run would write more than {_limits.Workspace} bytes of files", "sandbox.limits.workspace");
            }

            _workspace += bytes;
        }
    }

    /// <summary>Counts bytes of prints, logs and events.</summary>
    /// <exception cref="EffectException">They are too many (TAC3604).</exception>
    public void ChargeOutput(long bytes)
    {
        lock (_lock)
        {
            if (bytes > _limits.Output - _output)
            {
                throw Spent("TAC3604", $"the run printed and logged more than {_limits.Output} bytes", "sandbox.limits.output");
            }

            _output += bytes;
        }
    }

    /// <summary>Counts the arguments of one effect, which the journal keeps whatever becomes of it.</summary>
    /// <exception cref="EffectException">They are too many (TAC3605).</exception>
    public void ChargeArguments(long bytes)
    {
        lock (_lock)
        {
            if (bytes > _limits.Journal - _journal)
            {
                throw Spent("TAC3605", $"the run's journal would hold more than {_limits.Journal} bytes", "sandbox.limits.journal");
            }

            _journal += bytes;
        }
    }

    /// <summary>Counts an answer. It is never refused: what was done is recorded, and the next effect finds the budget spent.</summary>
    public void NoteAnswer(long bytes)
    {
        lock (_lock)
        {
            _journal += bytes;
        }
    }

    private static EffectException Spent(string code, string message, string key) =>
        new(code, EffectErrorKind.Budget, message, $"raise {key} in trusted YAML", fatal: true);
}
