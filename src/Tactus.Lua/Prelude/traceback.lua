-- Tracebacks in terms of the procedure's source: frames of the prelude and of C are left out.
local native, G = ...
local type, rawget, pcall = type, rawget, pcall
local getinfo, raw_getmetatable = debug.getinfo, debug.getmetatable
local sub, match, format = string.sub, string.match, string.format
local concat, tonumber = table.concat, tonumber
local running = coroutine.running
local math_type, tointeger = math.type, math.tointeger

local FIRST, LAST = 12, 10

local function is_user(info)
  return sub(info.source, 1, 1) == "@"
end

local function describe_frame(co, level, info)
  local where
  local caller = getinfo(co, level + 1, "S")
  if info.what == "main" then
    where = "main chunk"
  elseif info.name and caller and is_user(caller) then
    -- Called by the prelude, a function would get the name of a variable of the prelude.
    where = format("%s '%s'", info.namewhat ~= "" and info.namewhat or "function", info.name)
  else
    where = format("function <%s:%d>", sub(info.source, 2), info.linedefined)
  end
  return format("\t%s:%d: in %s", sub(info.source, 2), info.currentline, where)
end

-- The outermost level. Lua walks the stack from the top at every question, so a deep one must not be asked for level by level.
local function outermost(co)
  local low, high = 0, 1
  while getinfo(co, high, "l") do low, high = high, high * 2 end
  while low < high do
    local middle = (low + high + 1) // 2
    if getinfo(co, middle, "l") then low = middle else high = middle - 1 end
  end
  return low
end

-- Frames of the procedure in a coroutine, without the innermost ones to skip; a deep stack loses its middle.
local function frames(co, skip)
  local head, tail = {}, {}
  local level, last = 0, outermost(co)
  while level <= last and #head < FIRST do
    local info = getinfo(co, level, "Sln")
    if info and is_user(info) then
      if skip > 0 then skip = skip - 1 else head[#head + 1] = describe_frame(co, level, info) end
    end
    level = level + 1
  end
  while last >= level and #tail < LAST do
    local info = getinfo(co, last, "Sln")
    if info and is_user(info) then tail[#tail + 1] = describe_frame(co, last, info) end
    last = last - 1
  end
  if last >= level then head[#head + 1] = format("\t... (%d more)", last - level + 1) end
  for i = #tail, 1, -1 do head[#head + 1] = tail[i] end
  return head
end

-- The procedure's frames of a coroutine (default: the running one), one per line.
function native.traceback(co)
  return concat(frames(co or running(), 0), "\n")
end

G.debug = {
  traceback = function(...)
    local co, message, level = ...
    if type(co) ~= "thread" then
      co, message, level = nil, ...
    end
    if message ~= nil and type(message) ~= "string" and type(message) ~= "number" then return message end
    local list = frames(co or running(), co and (tonumber(level) or 0) or (tonumber(level) or 1) - 1)
    local text = "stack traceback:\n" .. concat(list, "\n")
    return message ~= nil and message .. "\n" .. text or text
  end,
}

local function innermost(co)
  local level = 0
  while true do
    local info = getinfo(co, level, "Sl")
    if not info then return nil end
    if is_user(info) then return sub(info.source, 2), info.currentline end
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
