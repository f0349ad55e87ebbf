namespace Tactus.Policy.Schemas;

/// <summary>Checks that a schema agrees with itself. Values are checked against it where values are known.</summary>
public static class ArgumentSchemaCheck
{
    /// <summary>Says what is wrong with a schema, as the end of a sentence that begins with the argument's name; null when nothing is.</summary>
    /// <remarks>Looks at this schema alone; its items and properties are schemas of their own.</remarks>
    public static string? FindProblem(ArgumentSchema schema)
    {
        var isNumeric = schema.Type is ArgumentType.Integer or ArgumentType.Number;
        var hasLength = schema.Type is ArgumentType.String or ArgumentType.Array;
        if ((schema.Min is not null || schema.Max is not null) && !isNumeric)
        {
            return "has min or max, which only integers and numbers have";
        }

        if ((schema.MinLength is not null || schema.MaxLength is not null) && !hasLength)
        {
            return "has min_length or max_length, which only strings and arrays have";
        }

        if (schema.Min > schema.Max)
        {
            return "has a min greater than its max";
        }

        if (schema.MinLength < 0 || schema.MaxLength < 0)
        {
            return "has a negative length";
        }

        if (schema.MinLength > schema.MaxLength)
        {
            return "has a min_length greater than its max_length";
        }

        if (schema.Type != ArgumentType.String && (schema.Pattern is not null || schema.AllowLeadingDash))
        {
            return "has pattern or allow_leading_dash, which only strings have";
        }

        if (schema.Items is not null && schema.Type != ArgumentType.Array)
        {
            return "has items, which only arrays have";
        }

        if (schema.Properties.Count > 0 && schema.Type != ArgumentType.Object)
        {
            return "has properties, which only objects have";
        }

        return schema.Required && schema.DefaultJson is not null ? "is required and has a default; only one can be" : null;
    }
}
