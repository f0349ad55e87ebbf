-- Errors and places: error values with a code, argument errors that look like Lua's own, and where the procedure is.
-- Prelude code never calls methods of strings (s:find): their table belongs to the procedure, who may replace what is in it.
local native, G = ...
local error, type, rawget, setmetatable, select = error, type, rawget, setmetatable, select
local getinfo, sub, find, match = debug.getinfo, string.sub, string.find, string.match
local format = string.format

-- Chunks of the procedure are named after files ("@report.tac"); the prelude's names begin with "=".
local function is_user(info)
  return sub(info.source, 1, 1) == "@"
end

-- File and line of the n-th innermost frame of the procedure (default: the first), or nil.
function native.location(n)
  n = n or 1
  local level = 2
  while true do
    local info = getinfo(level, "Sl")
    if not info then return nil end
    if is_user(info) then
      n = n - 1
      if n == 0 then return sub(info.source, 2), info.currentline end
    end
    level = level + 1
  end
end

local coded = {__name = "error", __metatable = false}
function coded.__tostring(e)
  local message = rawget(e, "message")
  return type(message) == "string" and message or "an error whose message was removed"
end

-- An error value {code, message, kind, retryable, file, line} whose tostring is the message.
function native.new_error(code, message, kind, retryable)
  local file, line = native.location()
  return setmetatable(
    {code = code, message = message, kind = kind, retryable = retryable or false, file = file, line = line}, coded)
end

function native.raise(code, message, kind, retryable)
  error(native.new_error(code, message, kind, retryable), 0)
end

-- Raises Lua's own argument error at the caller of the library function that calls this.
function native.argument_error(position, name, detail)
  error(format("bad argument #%d to '%s' (%s)", position, name, detail), 3)
end

function native.type_error(position, name, expected, ...)
  local got = select("#", ...) == 0 and "no value" or type((...))
  error(format("bad argument #%d to '%s' (%s expected, got %s)", position, name, expected, got), 3)
end

-- A message without the position that Lua put before it when it arose in a line of the prelude; false when it has none.
function native.without_prelude_position(message)
  return match(message, "^tactus:[%w_.]+:%d+: (.*)$") or false
end
local without_prelude_position = native.without_prelude_position

-- How messages of Lua's own library functions begin. Errors of the procedure that pass through one are left as they are.
local OWN_MESSAGES = {"^bad argument #", "^invalid ", "^'__tostring' must", "^attempt to "}

-- Ends a library function that had to run a primitive under pcall: returns its results, or raises its error where the
-- library function was called. Must be a tail call of that function.
function native.settle(ok, ...)
  if ok then return ... end
  local e = ...
  if type(e) == "string" then
    local inner = without_prelude_position(e)
    if inner then error(inner, 2) end
    -- Called through pcall, a function is known only by its full name; callers know it by its own.
    local opening, rest = match(e, "^(bad argument #%d+ to ')%w+%.([%w_]+'.*)$")
    if opening then error(opening .. rest, 2) end
    for i = 1, #OWN_MESSAGES do
      if find(e, OWN_MESSAGES[i]) then error(e, 2) end
    end
  end
  error(e, 0)
end
