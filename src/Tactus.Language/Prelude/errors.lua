-- Errors of the language: tables {code, message, kind, retryable, mend, file, line, column} whose tostring is the message.
local native, G = ...
local L = native.language
local error, rawget, setmetatable, type, getmetatable = L.std.error, L.std.rawget, L.std.setmetatable, L.std.type, L.std.getmetatable
local _ENV <const> = nil

local ERROR = {__name = "tactus.error", __metatable = "tactus.error"}

function ERROR.__tostring(self)
  local message = rawget(self, "message")
  return type(message) == "string" and message or "error"
end

-- `..` with an error is what people write in a handler; without this it would be an error about the error.
function ERROR.__concat(left, right)
  local function text(value)
    if type(value) == "table" and getmetatable(value) == "tactus.error" then return ERROR.__tostring(value) end
    return value
  end
  return text(left) .. text(right)
end

-- Error -> its fields as they were made. A procedure may write into the error, or make a table that looks like one; what the host is told
-- is what stands here.
local genuine = native.weak_keys()

function L.new_error(code, message, detail)
  detail = detail or {}
  local function fields()
    return {
      code = code, message = message, kind = detail.kind or "invalid", retryable = detail.retryable or false, mend = detail.mend,
      file = detail.file, line = detail.line, column = detail.column,
    }
  end
  local raised = setmetatable(fields(), ERROR)
  genuine[raised] = fields()
  return raised
end

-- The fields of an error of the language; nil when the value is none.
function L.error_fields(value)
  return type(value) == "table" and genuine[value] or nil
end

-- The machine below raises its own errors (effects out of place, modules not found) as the same kind of value.
function native.new_error(code, message, kind, retryable)
  local file, line = L.place()
  return L.new_error(code, message, {kind = kind, retryable = retryable, file = file, line = line})
end

-- Raises an error whose place is the user's line that is running, unless the detail names another. Where a declaration stands on that line,
-- the place has its column, too.
function L.raise(code, message, detail)
  detail = detail or {}
  if not detail.file then
    detail.file, detail.line = L.place()
    detail.column = L.declared_column(detail.file, detail.line)
  end
  error(L.new_error(code, message, detail), 0)
end
