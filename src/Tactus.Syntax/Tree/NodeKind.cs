namespace Tactus.Syntax.Tree;

/// <summary>What a node of a syntax tree is, and which children it has.</summary>
public enum NodeKind : byte
{
    /// <summary>The file. Child: its block.</summary>
    Chunk,

    /// <summary>Statements in their order.</summary>
    Block,

    /// <summary><c>a, b = c, d</c>. Children: <see cref="Targets"/>, <see cref="Expressions"/>.</summary>
    Assignment,

    /// <summary>What an assignment assigns to.</summary>
    Targets,

    /// <summary>A list of expressions: values, arguments or results.</summary>
    Expressions,

    /// <summary><c>local a, b = c, d</c>. Children: one <see cref="LocalName"/> each, and <see cref="Expressions"/> if there are values.</summary>
    Local,

    /// <summary>The name of a new local; its value is the local's number in <see cref="SyntaxTree.Locals"/>.</summary>
    LocalName,

    /// <summary>A call that stands alone. Child: the call.</summary>
    CallStatement,

    /// <summary><c>do … end</c>. Child: the block.</summary>
    Do,

    /// <summary><c>while … do … end</c>. Children: condition, block.</summary>
    While,

    /// <summary><c>repeat … until …</c>. Children: block, condition.</summary>
    Repeat,

    /// <summary><c>if … end</c>. Children: condition and block, again and again, and the block of <c>else</c>.</summary>
    If,

    /// <summary><c>for i = a, b, c do … end</c>. Children: <see cref="Expressions"/>, name, block.</summary>
    NumericFor,

    /// <summary><c>for a, b in c do … end</c>. Children: <see cref="Expressions"/>, names, block.</summary>
    GenericFor,

    /// <summary><c>function a.b:c() … end</c>. Children: what is assigned to, and the <see cref="Function"/>.</summary>
    FunctionStatement,

    /// <summary><c>local function a() … end</c>. Children: the name and the <see cref="Function"/>.</summary>
    LocalFunction,

    /// <summary><c>return …</c>. Child: <see cref="Expressions"/> if there are any.</summary>
    Return,

    /// <summary><c>break</c>.</summary>
    Break,

    /// <summary><c>goto</c>.</summary>
    Goto,

    /// <summary><c>::label::</c>.</summary>
    Label,

    /// <summary>A name that is read or assigned to; its value is the local's number, or -1 for a global.</summary>
    Name,

    /// <summary><c>nil</c>, <c>true</c>, <c>false</c>, a number, a string or <c>...</c>: the token tells.</summary>
    Literal,

    /// <summary>A function without its name. Children: the names of its parameters, and its block.</summary>
    Function,

    /// <summary><c>a.b</c>. Child: what stands before the dot; the last token is the field.</summary>
    Field,

    /// <summary><c>a[b]</c>. Children: both.</summary>
    Index,

    /// <summary><c>f(…)</c>. Children: what is called, <see cref="Expressions"/>.</summary>
    Call,

    /// <summary><c>a:f(…)</c>. Children: what stands before the colon, <see cref="Expressions"/>; its value is the index of the token of the method's name.</summary>
    MethodCall,

    /// <summary><c>(a)</c>. Child: the expression.</summary>
    Parenthesized,

    /// <summary><c>{…}</c>. Children: its entries.</summary>
    Table,

    /// <summary>An entry without a key. Child: its value.</summary>
    Item,

    /// <summary><c>name = value</c> in a table. Child: the value; the first token is the name.</summary>
    NamedEntry,

    /// <summary><c>[key] = value</c> in a table. Children: both.</summary>
    KeyedEntry,

    /// <summary>A unary operation. Child: the operand; the first token is the operator.</summary>
    Unary,

    /// <summary>A binary operation. Children: both operands; its value is the <see cref="Tokens.TokenKind"/> of the operator.</summary>
    Binary,

    /// <summary>Where an expression is missing, or what was skipped after an error.</summary>
    Error,
}
