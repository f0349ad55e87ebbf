using Tactus.Language.Names;
using Tactus.Language.Values;
using Tactus.Lua;
using Tactus.Protocol.V1;
using Tactus.Syntax.Declarations;

namespace Tactus.Language.Running;

/// <summary>What the prelude's driver must know before it starts, as one Lua table.</summary>
internal sealed class ProcedureSetup(StartResponse start, IReadOnlyList<NamedDeclaration> names)
{
    /// <summary>True when the file is only to be described.</summary>
    public bool IsDescription => start.Mode == StartResponse.Types.Mode.Describe;

    /// <summary>True when the run has a journal of an earlier execution.</summary>
    public bool HasHistory => start.HasHistory && !IsDescription;

    /// <summary>Bytes of text that the run may emit.</summary>
    public ulong OutputLimit => start.Limits is { OutputBytes: > 0 } limits ? Math.Min(limits.OutputBytes, long.MaxValue) : long.MaxValue;

    /// <summary>Pushes the table.</summary>
    public void Push(LuaStack stack)
    {
        stack.CreateTable(keys: 12);
        int table = stack.Top;
        stack.PushText(IsDescription ? "describe" : "run");
        stack.RawSet(table, "mode"u8);
        stack.PushText(start.Bundle.Files.First(file => file.Module.Length == 0).Path);
        stack.RawSet(table, "main"u8);
        stack.PushText(start.Procedure);
        stack.RawSet(table, "procedure"u8);
        stack.PushBoolean(start.CoerceInput);
        stack.RawSet(table, "coerce"u8);
        stack.PushInteger((long)OutputLimit);
        stack.RawSet(table, "output_limit"u8);
        stack.PushBoolean(start.Bundle.Files.Any(file => file.Source.Span.IndexOf("Checkpoint"u8) >= 0));
        stack.RawSet(table, "keeps_checkpoints"u8);
        stack.PushBoolean(start.Mock);
        stack.RawSet(table, "mock"u8);
        stack.PushInteger(unchecked((long)start.Fence));
        stack.RawSet(table, "fence"u8);
        if (!start.Test.IsEmpty)
        {
            LuaValueReader.Push(stack, start.Test.Span, RequestArguments.Null, RequestArguments.ListMark);
            stack.RawSet(table, "test"u8);
        }

        if (!start.Input.IsEmpty)
        {
            LuaValueReader.Push(stack, start.Input.Span, RequestArguments.Null, RequestArguments.ListMark);
            stack.RawSet(table, "input"u8);
        }

        PushFiles(stack);
        stack.RawSet(table, "files"u8);
        PushNames(stack);
        stack.RawSet(table, "names"u8);
    }

    private void PushFiles(LuaStack stack)
    {
        stack.CreateTable(items: start.Bundle.Files.Count);
        int table = stack.Top;
        for (int i = 0; i < start.Bundle.Files.Count; i++)
        {
            stack.PushText(start.Bundle.Files[i].Path);
            stack.RawSet(table, i + 1);
        }
    }

    private void PushNames(LuaStack stack)
    {
        stack.CreateTable(items: names.Count);
        int table = stack.Top;
        for (int i = 0; i < names.Count; i++)
        {
            Declaration declaration = names[i].Declaration;
            stack.CreateTable(keys: 6);
            int entry = stack.Top;
            stack.PushText(names[i].File);
            stack.RawSet(entry, "file"u8);
            stack.PushInteger(declaration.Line);
            stack.RawSet(entry, "line"u8);
            stack.PushBoolean(declaration.IsLocal);
            stack.RawSet(entry, "is_local"u8);
            stack.PushInteger(declaration.Column);
            stack.RawSet(entry, "column"u8);
            stack.PushText(declaration.Kind);
            stack.RawSet(entry, "kind"u8);
            stack.PushText(declaration.Name);
            stack.RawSet(entry, "name"u8);
            stack.RawSet(table, i + 1);
        }
    }
}
