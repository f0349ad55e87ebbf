-- Tracebacks in terms of the procedure's source: frames of the prelude and of C are left out.
local native, G = ...
local type, rawget, pcall = type, rawget, pcall
local getinfo, raw_getmetatable = debug.getinfo, debug.getmetatable
local sub, match, format = string.sub, string.match, string.format
local concat, move, remove, tonumber = table.concat, table.move, table.remove, tonumber
local math_type, tointeger = math.type, math.tointeger

local FIRST, LAST = 12, 10

local function describe_frame(info)
  local where
  if info.what == "main" then
    where = "main chunk"
  elseif info.name then
    where = format("%s '%s'", info.namewhat ~= "" and info.namewhat or "function", info.name)
  else
    where = format("function <%s:%d>", sub(info.source, 2), info.linedefined)
  end
  return format("\t%s:%d: in %s", sub(info.source, 2), info.currentline, where)
end

-- Frames of a coroutine, or of the running one, from a level outward; a deep stack loses its middle.
local function frames(co, level)
  local list, tail, skipped = {}, {}, 0
  while true do
    local info
    if co then info = getinfo(co, level, "Sln") else info = getinfo(level, "Sln") end
    if not info then break end
    if sub(info.source, 1, 1) == "@" then
      if #list < FIRST then
        list[#list + 1] = describe_frame(info)
      else
        tail[#tail + 1] = describe_frame(info)
        if #tail > 2 * LAST then
          move(tail, LAST + 1, #tail + LAST, 1)
          skipped = skipped + LAST
        end
      end
    end
    level = level + 1
  end
  while #tail > LAST do
    remove(tail, 1)
    skipped = skipped + 1
  end
  if skipped > 0 then list[#list + 1] = format("\t... (%d more)", skipped) end
  for i = 1, #tail do list[#list + 1] = tail[i] end
  return list
end

function native.traceback(co, level)
  return concat(frames(co, level or 0), "\n")
end

G.debug = {
  traceback = function(...)
    local co, message, level = ...
    if type(co) ~= "thread" then
      co, message, level = nil, ...
    end
    if message ~= nil and type(message) ~= "string" and type(message) ~= "number" then return message end
    local list = frames(co, co and (tonumber(level) or 0) or (tonumber(level) or 1) + 2)
    local text = "stack traceback:\n" .. concat(list, "\n")
    return message ~= nil and message .. "\n" .. text or text
  end,
}

local function innermost(co)
  local level = 0
  while true do
    local info = getinfo(co, level, "Sl")
    if not info then return nil end
    if sub(info.source, 1, 1) == "@" then return sub(info.source, 2), info.currentline end
    level = level + 1
  end
end

local native_tostring = native.tostring
local function text_of(e)
  if type(e) == "string" then return e end
  local meta = raw_getmetatable(e)
  if meta ~= nil and rawget(meta, "__tostring") ~= nil then
    local ok, text = pcall(native_tostring, e)
    if ok then return text end
    return "an error value whose __tostring failed"
  end
  if type(e) == "number" then return native_tostring(e) end
  return format("an error value of type %s", type(e))
end

-- For C#: code, message, file, line and traceback of the error that ended a coroutine.
function native.describe(co, e)
  local code, file, line
  if type(e) == "table" then
    code, file, line = rawget(e, "code"), rawget(e, "file"), rawget(e, "line")
    if type(code) ~= "string" then code = nil end
    if type(file) ~= "string" or math_type(line) ~= "integer" then file, line = nil, nil end
  end
  local message = text_of(e)
  if type(e) == "string" then
    message = native.without_prelude_position(message) or message
    if message == "not enough memory" then code = "TAC2101" end
    local prefix_file, prefix_line, rest = match(message, "^([^\n:]+):(%d+): (.*)$")
    if prefix_file then
      file, line, message = native.whole_name(prefix_file), tointeger(tonumber(prefix_line)), rest
    end
  end
  if file == nil then file, line = innermost(co) end
  return code, message, file, line, native.traceback(co)
end
