-- A specification in a file of its own, dependencies between tools, errors.
local done = require("tactus.tools.done")

divide = Tool {
    description = "Divide",
    input = {a = field.number{required = true}, b = field.number{required = true}},
    output = {q = field.number{}},
    function(args)
        if args.b == 0 then error("division by zero") end
        return {q = args.a / args.b}
    end,
}

calculator = Agent {
    provider = "openai",
    model = {name = "gpt-4o", temperature = 0.2},
    system_prompt = "Calculate.",
    tools = {divide, done},
    tool_choice = "required",
}

Procedure {
    input = {a = field.number{default = 6}, b = field.number{default = 3}},
    output = {q = field.number{}, error = field.string{}, calls = field.integer{}},
    function(input)
        local ok, result = pcall(divide, {a = input.a, b = input.b})
        if not ok then return {error = tostring(result), calls = divide.call_count()} end
        if Tool.called("divide") then Log.debug("called", {last = Tool.last_result("divide").q}) end
        return {q = result.q, calls = #Tool.get_all_calls()}
    end
}

Specification { from = "16.feature" }
