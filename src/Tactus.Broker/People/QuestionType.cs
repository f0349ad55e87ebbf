namespace Tactus.Broker.People;

/// <summary>What a question asks for, which decides how its answer looks. docs/people.md describes each.</summary>
public enum QuestionType
{
    /// <summary>Yes or no; a bool.</summary>
    Approve,

    /// <summary>A text.</summary>
    Input,

    /// <summary>One of several options, or a list of some.</summary>
    Select,

    /// <summary>Several questions at once; a map from id to answer.</summary>
    Multiple,

    /// <summary>A decision about something that is shown; <c>{decision, feedback?, edited_artifact?}</c>.</summary>
    Review,

    /// <summary>A file of the workspace; <c>{path, name, size, mime_type}</c>, or a list of such.</summary>
    Upload,

    /// <summary>A call for attention, answered when somebody has seen it; null.</summary>
    Escalate,

    /// <summary>Whatever the procedure and its interface agreed on; any value.</summary>
    Custom,
}
