using Tactus.Syntax.Errors;
using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Scopes;

/// <summary>Knows which locals and labels are visible, and reports what breaks Lua's rules about them.</summary>
internal sealed class ScopeTracker(ReadOnlyMemory<byte> source, ErrorList errors)
{
    /// <summary>What <see cref="Resolve"/> gives for a name that is no local.</summary>
    public const int Global = -1;

    private const int MostLocals = 200;
    private const int MostUpvalues = 255;

    private readonly NameTable _names = new(source);
    private readonly List<ActiveLocal> _locals = [];
    private readonly List<int> _shadowed = [];
    private readonly List<ActiveLocal> _declared = [];
    private readonly List<FunctionScope> _functions = [];
    private readonly List<BlockScope> _blocks = [];
    private int[] _visible = [];
    private int _nextId;
    private LabelTracker? _labels;

    private FunctionScope Function => _functions[^1];

    private LabelTracker Labels => _labels ??= new LabelTracker(errors);

    /// <summary>Whether <c>...</c> may be used here.</summary>
    public bool IsVararg
    {
        get => Function.IsVararg;
        set => Function.IsVararg = value;
    }

    /// <summary>How many functions are around this place; the file itself is 0.</summary>
    public int FunctionDepth => Function.Index;

    /// <summary>Whether a <c>break</c> here leaves a loop.</summary>
    public bool InLoop => _blocks[^1].InLoop;

    public void OpenFunction(int line)
    {
        _functions.Add(new FunctionScope(_functions.Count, _locals.Count + _declared.Count, line));
        Push(isFunction: true, inLoop: false);
    }

    public void CloseFunction()
    {
        CloseBlock();
        _functions.RemoveAt(_functions.Count - 1);
    }

    public void OpenBlock(bool isLoop = false) => Push(isFunction: false, isLoop || InLoop);

    public void CloseBlock()
    {
        BlockScope block = _blocks[^1];
        _blocks.RemoveAt(_blocks.Count - 1);
        for (int last = _locals.Count - 1; last >= block.Locals; last--)
        {
            if (_locals[last].Name >= 0)
            {
                _visible[_locals[last].Name] = _shadowed[last];
            }
        }

        _locals.RemoveRange(block.Locals, _locals.Count - block.Locals);
        _shadowed.RemoveRange(block.Locals, _shadowed.Count - block.Locals);
        _declared.RemoveRange(block.Declared, _declared.Count - block.Declared);
        _labels?.CloseBlock(block, _blocks.Count);
    }

    /// <summary>Declares a local that becomes visible with <see cref="Activate"/>.</summary>
    /// <returns>Its number among all locals of the source.</returns>
    public int Declare(Token name, LocalAttribute attribute = LocalAttribute.None) =>
        Add(new ActiveLocal(name, _names.Intern(name.Start, name.Length), _nextId++, Function.Index, attribute));

    /// <summary>Declares the <c>self</c> of a method.</summary>
    /// <param name="method">The method's name.</param>
    /// <returns>Its number among all locals of the source.</returns>
    public int DeclareSelf(Token method) =>
        Add(new ActiveLocal(method, _names.Intern(NameTable.Self, 4), _nextId++, Function.Index, LocalAttribute.None));

    /// <summary>Declares locals that only Lua sees: the state of a loop.</summary>
    public void DeclareHidden(Token at, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Add(new ActiveLocal(at, -1, -1, Function.Index, LocalAttribute.None));
        }
    }

    /// <summary>Makes every local visible that was declared in this block.</summary>
    public void Activate()
    {
        int first = _blocks[^1].Declared;
        for (int i = first; i < _declared.Count; i++)
        {
            int name = _declared[i].Name;
            int shadowed = -1;
            if (name >= 0)
            {
                EnsureRoom(name);
                shadowed = _visible[name];
                _visible[name] = _locals.Count;
            }

            _locals.Add(_declared[i]);
            _shadowed.Add(shadowed);
        }

        _declared.RemoveRange(first, _declared.Count - first);
    }

    /// <summary>Finds what a name means here.</summary>
    /// <param name="name">The name.</param>
    /// <param name="local">The local that it is, if it is one.</param>
    /// <returns>The local's number among all of the source, or <see cref="Global"/>.</returns>
    public int Resolve(Token name, out ActiveLocal local)
    {
        int number = _names.Intern(name.Start, name.Length);
        EnsureRoom(number);
        int index = _visible[number];
        local = index >= 0 ? _locals[index] : default;
        if (index < 0)
        {
            // The globals are fields of the upvalue _ENV, unless a local of that name stands before them.
            Capture(Global, -1, name);
            return Global;
        }

        if (local.Function != Function.Index)
        {
            Capture(index, local.Function, name);
        }

        return local.Id;
    }

    /// <summary>A <c>goto</c>.</summary>
    public void Jump(Token name) =>
        Labels.Jump(name, _names.Intern(name.Start, name.Length), _locals.Count, _blocks.Count, FunctionLabels());

    /// <summary>Sees that no visible label has the name already.</summary>
    public void CheckLabel(Token name) => Labels.Check(name, _names.Intern(name.Start, name.Length), FunctionLabels());

    /// <summary>A label; it ends the search of the jumps of its block.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="endsBlock">Whether nothing but labels and semicolons follows in the block, so that its locals count as gone.</param>
    public void Label(Token name, bool endsBlock)
    {
        int visible = endsBlock ? _blocks[^1].Locals : _locals.Count;
        if (Labels.Define(name, _names.Intern(name.Start, name.Length), visible, _blocks.Count) is var (jump, entered) && entered >= 0)
        {
            ActiveLocal into = _locals[entered];
            errors.Add(jump.Start, jump.Line, $"this goto jumps into the scope of local '{Text(into.Token)}'", "declare the local before the goto, or put a do … end around it");
        }
    }

    private string Text(Token token) => System.Text.Encoding.ASCII.GetString(token.Text(source.Span));

    private int FunctionLabels()
    {
        int block = _blocks.Count - 1;
        while (!_blocks[block].IsFunction)
        {
            block--;
        }

        return _blocks[block].FirstLabel;
    }

    private void Push(bool isFunction, bool inLoop) =>
        _blocks.Add(new BlockScope(_locals.Count, _declared.Count, _labels?.Waiting ?? 0, _labels?.Visible ?? 0, isFunction, inLoop));

    private int Add(ActiveLocal local)
    {
        if (_locals.Count + _declared.Count - Function.FirstLocal == MostLocals)
        {
            errors.AddNear(local.Token, $"too many local variables (limit is {MostLocals}) in {Function.Description}", "put some of them into a table, or into blocks of their own");
        }

        _declared.Add(local);
        return local.Id;
    }

    private void Capture(int index, int owner, Token name)
    {
        for (int i = _functions.Count - 1; i > owner && _functions[i].Upvalues.Add(index); i--)
        {
            if (_functions[i].Upvalues.Count == MostUpvalues + 1)
            {
                errors.AddNear(name, $"too many upvalues (limit is {MostUpvalues}) in {_functions[i].Description}", "put some of the outer locals into a table");
            }
        }
    }

    private void EnsureRoom(int name)
    {
        if (name >= _visible.Length)
        {
            int old = _visible.Length;
            Array.Resize(ref _visible, Math.Max(name + 1, Math.Max(old * 2, 64)));
            Array.Fill(_visible, -1, old, _visible.Length - old);
        }
    }
}
