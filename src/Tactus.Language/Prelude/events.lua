-- print and Log: lines for whoever watches the run. They are no effects, so they work everywhere; they wait in a buffer that goes to
-- the host before each effect, when it is full, and at the end.
local native, G = ...
local L = native.language
local std = L.std
local select, concat, pcall, min, max = std.select, std.concat, std.pcall, std.min, std.max
local request, show = L.request, L.tostring
local _ENV <const> = nil

local FULL = 16 * 1024
-- The first lines go out at once and later ones in ever larger batches, so that what is printed before a long loop is seen.
local SMALL = 256
-- What one line costs against the limit beside its text, so that empty lines are not free.
local LINE_COST = 16

local buffer, size, total, limit = {}, 0, 0, 1 << 53
-- The size at which the buffer goes out, and what it becomes then.
local full, grown = 0, 0

-- The most bytes of text that a run may emit.
function L.set_output_limit(bytes) limit = bytes end

-- Hands the buffer to the host. Where Lua cannot yield the lines simply wait.
local function flush()
  if #buffer == 0 then return end
  if L.mode == "describe" or pcall(request, "tactus.emit", buffer) then
    buffer, size, full = {}, 0, grown
  else
    full = size + FULL
  end
end

L.set_flush(flush)
L.flush = flush

local function add(kind, level, text, data)
  local cost = #text + LINE_COST
  total, size = total + cost, size + cost
  if total > limit then
    flush()
    request("tactus.output_limit", limit, L.place())
  end
  local file, line = L.place()
  buffer[#buffer + 1] = {kind, level, text, data == nil and L.null or data, L.branch, file or "", line or 0}
  if size >= full then
    grown = min(max(2 * full, SMALL), FULL)
    flush()
  end
end

function G.print(...)
  local parts = {...}
  for index = 1, select("#", ...) do parts[index] = show(parts[index]) end
  add("print", "", concat(parts, "\t"), nil)
end

-- A log line of the language's own.
function L.log(level, text) add("log", level, text, nil) end

-- An event of the language's own, for whoever watches the run.
function L.event(name, text, data) add("event", name, text, data) end

local Log = {}
for _, level in std.ipairs {"debug", "info", "warn", "error"} do
  Log[level] = function(...)
    local message, context = ...
    if select("#", ...) == 0 then L.raise("TAC1201", "Log." .. level .. " needs a message") end
    add("log", level, show(message), context ~= nil and L.loose_copy(context) or nil)
  end
end

G.Log = Log
