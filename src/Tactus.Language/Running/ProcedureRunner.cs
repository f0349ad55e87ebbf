using Google.Protobuf;
using Tactus.Language.Names;
using Tactus.Lua;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Syntax;
using Tactus.Syntax.Declarations;

namespace Tactus.Language.Running;

/// <summary>Runs one procedure to its end, or describes what its file declares.</summary>
/// <remarks>
/// Belongs to the thread that makes it, which must be one of <see cref="LuaThread"/>'s (or have as large a stack). One run each.
/// </remarks>
public sealed class ProcedureRunner : IDisposable
{
    /// <summary>The version of the language, as the broker and the journal record it.</summary>
    public const string LanguageVersion = "1.0";

    private readonly StartResponse _start;
    private readonly RequestLoop _loop;
    private readonly LuaVm _vm;

    /// <summary>Makes the machine and loads the language into it.</summary>
    /// <param name="start">What to run, as the broker said it. A limit of 0 means the machine's default, or none.</param>
    /// <param name="channel">Where effects and lines go.</param>
    /// <param name="options">What the host decides; null for the defaults.</param>
    /// <exception cref="LuaVmException">The machine cannot be made as promised.</exception>
    public ProcedureRunner(StartResponse start, IEffectChannel channel, ProcedureRunnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(channel);
        _start = start;
        _vm = new LuaVm(MachineOptions(start, options ?? new ProcedureRunnerOptions()));
        LoadLanguage(start);

        var setup = new ProcedureSetup(start, FindNames(start.Bundle));
        _loop = new RequestLoop(_vm, setup, channel);
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>How it ended. In describe mode a success whose output is the description (docs/language.md).</returns>
    /// <exception cref="InvalidOperationException">The bundle has no main file.</exception>
    /// <exception cref="Exception">Whatever the channel threw: the conversation with the broker is broken.</exception>
    public ProcedureOutcome Run()
    {
        try
        {
            LoadSources();
        }
        catch (LuaVmException error)
        {
            return OutcomeReader.NoRoom(error);
        }

        return SyntaxErrorPlace.Refine(_loop.Run(), _start.Bundle);
    }

    /// <summary>Frees the machine. No code of the procedure runs.</summary>
    public void Dispose() => _vm.Dispose();

    private void LoadLanguage(StartResponse start)
    {
        foreach (string name in PreludeFiles.Core)
        {
            _vm.LoadPrelude(name, PreludeFiles.Read(name));
        }

        bool areNamed = start.Mock || !start.Test.IsEmpty || (start.Bundle?.Files.Any(file => PreludeParts.AreNamedIn(file.Source.Span)) ?? false);
        foreach (string name in PreludeFiles.Parts)
        {
            if (areNamed)
            {
                _vm.LoadPrelude(name, PreludeFiles.Read(name));
            }
            else
            {
                _vm.AddPreludePart(name, PreludeFiles.Read(name));
            }
        }
    }

    private static LuaVmOptions MachineOptions(StartResponse start, ProcedureRunnerOptions options)
    {
        Limits limits = start.Limits ?? new Limits();
        var defaults = new LuaVmOptions();
        return defaults with
        {
            MemoryLimitBytes = limits.LuaMemoryBytes == 0 ? defaults.MemoryLimitBytes : (long)Math.Min(limits.LuaMemoryBytes, long.MaxValue),
            CpuTimeLimit = limits.CpuTimeMs == 0 ? null : TimeSpan.FromMilliseconds(limits.CpuTimeMs),
            OnOutOfBudget = options.OnOutOfBudget,
            Seed = new LuaSeed(unchecked((long)start.Seed), 0),
            ClockNanoseconds = start.ClockUnixNanos,
            Environment = new Dictionary<string, string>(start.Env, StringComparer.Ordinal),
            ModulePlaces = ["beside the procedure", "procedures/ of the project", "the standard modules"],
        };
    }

    private static ReadOnlySpan<byte> WithoutPreamble(SourceFile file) => file.Source.Span[Preamble.Length(file.Source.Span)..];

    private static List<NamedDeclaration> FindNames(Bundle? bundle)
    {
        var names = new List<NamedDeclaration>();
        foreach (SourceFile file in bundle?.Files ?? [])
        {
            names.AddRange(DeclarationFinder.Find(file.Source.Memory).Select(found => new NamedDeclaration(file.Path, found)));
        }

        return names;
    }

    private void LoadSources()
    {
        SourceFile? main = null;
        foreach (SourceFile file in _start.Bundle?.Files ?? [])
        {
            if (file.Module.Length == 0)
            {
                main = file;
            }
            else
            {
                _vm.AddModule(file.Module, file.Path, WithoutPreamble(file));
            }
        }

        if (main is null)
        {
            throw new InvalidOperationException("the bundle has no main file");
        }

        _vm.SetMain(main.Path, WithoutPreamble(main));
    }
}
