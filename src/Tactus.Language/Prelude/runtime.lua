-- What every other prelude file stands on: the library functions as they were before any user code ran, and the one way to ask for
-- an effect. Nothing in here is reachable from user code: `native` and `L` live only in upvalues of prelude functions.
local native, G = ...
local L = {}
native.language = L

-- User code may replace any function in its own tables, so the prelude never looks one up again after this point.
local string, table, math, coroutine, utf8 = G.string, G.table, G.math, G.coroutine, G.utf8
L.std = {
  error = G.error, getmetatable = G.getmetatable, ipairs = G.ipairs, next = G.next, pcall = G.pcall, rawequal = G.rawequal,
  rawget = G.rawget, rawlen = G.rawlen, rawset = G.rawset, select = G.select, setmetatable = G.setmetatable, tonumber = G.tonumber,
  tostring = G.tostring, type = G.type, require = G.require,
  byte = string.byte, find = string.find, format = string.format, gmatch = string.gmatch, gsub = string.gsub, lower = string.lower,
  match = string.match, rep = string.rep, sub = string.sub, upper = string.upper,
  concat = table.concat, sort = table.sort, unpack = table.unpack,
  huge = math.huge, max = math.max, min = math.min, tointeger = math.tointeger, math_type = math.type, random = math.random, randomseed = math.randomseed,
  co_create = coroutine.create, co_resume = coroutine.resume, co_status = coroutine.status, co_close = coroutine.close,
  utf8_len = utf8.len, utf8_char = utf8.char, utf8_codepoint = utf8.codepoint,
}

-- Loads agents and tests, should no source have named them.
L.load_parts = native.load_parts

-- "run" or "describe"; the driver sets it before the first line of user code.
L.mode = "run"
-- The branch in which effects count now: a handle that the host gave out. See checkpoint.lua.
L.branch = 1
-- The checkpoint whose function runs now, or nil. See checkpoint.lua.
L.scope = nil
-- What the running procedure keeps: its state, its iterations. See state.lua and control.lua.
L.frame = {values = {}, fields = {}, turns = 0, users = 1}

-- Stands for null inside tables, where nil would be a missing key.
L.null = G.setmetatable({}, {
  __metatable = "null", __name = "null",
  __tostring = function() return "null" end,
  __newindex = function() G.error("Json.null cannot be changed", 2) end,
})
-- The metatable that marks a list, so that an empty one stays a list.
L.list_mark = {__metatable = "list"}

local effect, location, set_clock = native.effect, native.location, native.set_clock
local null, list_mark = L.null, L.list_mark
local flush
local _ENV <const> = nil

-- events.lua gives the function that hands buffered lines to the host.
function L.set_flush(fn) flush = fn end

-- File and line of the user's code that is running, or nil when none is.
function L.place() return location(1) end

local function answered(clock, ...)
  if clock then set_clock(clock) end
  return ...
end

-- One yield to the host. The answer is true and values, or false and an error's code, message, kind, retryable, mend.
function L.request(kind, ...)
  return answered(effect(kind, null, list_mark, ...))
end

local request = L.request

-- scenario.lua gives what a test does before the first thing that only a run can answer.
local begin
function L.set_begin(fn) begin = fn end

-- In describe mode the first thing that only a run can answer ends the run: the host never resumes.
function L.stop_describing()
  if L.mode == "describe" then request("tactus.described", L.description()) end
  if begin then begin() end
end

local function settle(file, line, ok, value, message, kind, retryable, mend)
  if ok then return value end
  return L.raise(value, message, {kind = kind, retryable = retryable, mend = mend, file = file, line = line})
end

-- random.lua gives the function that every answer passes on its way to the procedure.
local resumed
function L.set_resumed(fn) resumed = fn end

-- stand_ins.lua gives a function of a test: true and an answer for what nobody is to be asked, or false.
local stand_in
function L.set_stand_in(fn) stand_in = fn end

-- Asks the host for one effect and returns its answer, or raises the error that the host answered with.
function L.perform(kind, name, arguments)
  L.stop_describing()
  if stand_in then
    local answered, value = stand_in(kind, name, arguments)
    if answered then return value end
  end
  flush()
  local file, line = location(1)
  return settle(file, line, resumed(request(kind, L.branch, name, arguments, file, line)))
end
