using Tactus.Syntax.Errors;
using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Scopes;

/// <summary>Matches each <c>goto</c> with its label, as Lua does: backward to a visible label, forward to one of its block or a block around it.</summary>
internal sealed class LabelTracker(ErrorList errors)
{
    private const int MostAtOnce = short.MaxValue;
    private const string FewerMend = "put parts into functions of their own";

    private readonly List<WaitingJump> _waiting = [];
    private readonly Dictionary<int, Stack<WaitingJump>> _waitingByName = [];
    private readonly List<int> _visible = [];
    private readonly Dictionary<int, Stack<(int Place, int Line)>> _visibleByName = [];

    /// <summary>Jumps without a label so far.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Labels of all open blocks.</summary>
    public int Visible => _visible.Count;

    public void Jump(Token token, int name, int locals, int depth, int functionLabels)
    {
        if (IsVisible(name, functionLabels, out _))
        {
            return;
        }

        if (_waiting.Count == MostAtOnce)
        {
            errors.AddFatal(token, $"too many labels/gotos (limit is {MostAtOnce})", FewerMend);
            return;
        }

        var jump = new WaitingJump(token, name, locals, depth);
        _waiting.Add(jump);
        StackOf(_waitingByName, name).Push(jump);
    }

    public void Check(Token token, int name, int functionLabels)
    {
        if (IsVisible(name, functionLabels, out int line))
        {
            errors.AddNear(token, $"label already defined on line {line}", "give it another name");
        }
    }

    /// <summary>Defines a label and ends the wait of the jumps to it.</summary>
    /// <returns>A jump that would enter the scope of a local, and the place of that local; -1 when there is none.</returns>
    public (Token Jump, int Entered) Define(Token token, int name, int locals, int depth)
    {
        if (_visible.Count == MostAtOnce)
        {
            errors.AddFatal(token, $"too many labels/gotos (limit is {MostAtOnce})", FewerMend);
            return (default, -1);
        }

        StackOf(_visibleByName, name).Push((_visible.Count, token.Line));
        _visible.Add(name);
        (Token Jump, int Entered) wrong = (default, -1);
        Stack<WaitingJump> waiting = StackOf(_waitingByName, name);
        while (waiting.TryPeek(out WaitingJump? jump) && jump.Depth >= depth)
        {
            waiting.Pop().IsDone = true;
            wrong = jump.Locals < locals ? (jump.Token, jump.Locals) : wrong;
        }

        return wrong;
    }

    /// <summary>Ends a block: its labels are gone, its jumps look on in the block around it.</summary>
    /// <param name="block">The block that ended.</param>
    /// <param name="depth">Blocks that are open now.</param>
    public void CloseBlock(BlockScope block, int depth)
    {
        while (_visible.Count > block.FirstLabel)
        {
            _visibleByName[_visible[^1]].Pop();
            _visible.RemoveAt(_visible.Count - 1);
        }

        int kept = block.FirstJump;
        for (int i = block.FirstJump; i < _waiting.Count; i++)
        {
            WaitingJump jump = _waiting[i];
            if (!jump.IsDone && block.IsFunction)
            {
                errors.Add(jump.Token.Start, jump.Token.Line, "no visible label for this goto", "a label is visible in its own block and the blocks inside it, within one function");
                _waitingByName[jump.Name].Pop();
            }
            else if (!jump.IsDone)
            {
                jump.Locals = Math.Min(jump.Locals, block.Locals);
                jump.Depth = depth;
                _waiting[kept++] = jump;
            }
        }

        _waiting.RemoveRange(kept, _waiting.Count - kept);
    }

    private static Stack<T> StackOf<T>(Dictionary<int, Stack<T>> stacks, int name)
    {
        if (!stacks.TryGetValue(name, out Stack<T>? stack))
        {
            stacks[name] = stack = new Stack<T>();
        }

        return stack;
    }

    private bool IsVisible(int name, int functionLabels, out int line)
    {
        line = 0;
        if (!_visibleByName.TryGetValue(name, out Stack<(int Place, int Line)>? labels) || !labels.TryPeek(out (int Place, int Line) last))
        {
            return false;
        }

        line = last.Line;
        return last.Place >= functionLabels;
    }
}
