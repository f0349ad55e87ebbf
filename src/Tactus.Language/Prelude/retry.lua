-- Retry.with_backoff(fn, options): calls a function until it succeeds, with durable waits in between that grow.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, pcall, error, rawget, math_type, tointeger, min, huge =
  std.type, std.ipairs, std.format, std.pcall, std.error, std.rawget, std.math_type, std.tointeger, std.min, std.huge
local _ENV <const> = nil

local CODE, CALL = "TAC1234", "Retry.with_backoff"

local KEYS = {max_attempts = true, initial_delay = true, max_delay = true, backoff_factor = true, on_error = true}

local function wrong(field, what, value)
  return L.raise(CODE, format("'%s' of %s must be %s, and is %s", field, CALL, what,
    type(value) == "number" and L.number_text(value) or L.type_name(value)))
end

local function seconds(options, field, default)
  local value = rawget(options, field)
  if value == nil then return default end
  return L.check_seconds(value, {code = CODE, call = CALL, field = field})
end

local function attempts_of(options)
  local value = rawget(options, "max_attempts")
  if value == nil then return 3 end
  local number = math_type(value) and tointeger(value)
  if not number or number < 1 then wrong("max_attempts", "a whole number above 0", value) end
  return number
end

local function factor_of(options)
  local value = rawget(options, "backoff_factor")
  if value == nil then return 2 end
  if not math_type(value) or not (value >= 1) or value == huge then wrong("backoff_factor", "a number of 1 or more", value) end
  return value
end

local function read(options)
  if options == nil then options = {} end
  if type(options) ~= "table" or L.is_null(options) then
    L.raise(CODE, format("the options of %s must be a table, and are %s", CALL, L.type_name(options)))
  end
  for _, key in ipairs(L.keys_in_order(options)) do
    if not KEYS[key] then L.raise(CODE, format("%s has no option %s%s", CALL, L.show(key), L.did_you_mean(key, KEYS))) end
  end
  local on_error = rawget(options, "on_error")
  if on_error ~= nil and type(on_error) ~= "function" then wrong("on_error", "a function", on_error) end
  return attempts_of(options), seconds(options, "initial_delay", 1), seconds(options, "max_delay", 60), factor_of(options), on_error
end

-- What another attempt cannot mend: a refusal, wrong arguments, a spent budget, an end of the run, an effect that may have happened.
local FINAL = {denied = true, invalid = true, budget = true, in_doubt = true, cancelled = true}

-- An error of the language says itself whether it may pass; so does any table with a boolean `retryable`. Other errors are tried again.
local function may_pass(raised)
  local fields = L.error_fields(raised)
  if fields then return not FINAL[fields.kind] and fields.retryable end
  if type(raised) ~= "table" then return true end
  local kind, retryable = rawget(raised, "kind"), rawget(raised, "retryable")
  if type(kind) == "string" and FINAL[kind] then return false end
  if type(retryable) == "boolean" then return retryable end
  return true
end

G.Retry = {
  with_backoff = function(fn, options)
    if type(fn) ~= "function" then L.raise(CODE, format("%s needs a function, and got %s", CALL, L.type_name(fn))) end
    local most, delay, longest, factor, on_error = read(options)
    for attempt = 1, most do
      local ok, value = pcall(fn, attempt)
      if ok then return value end
      local again = attempt < most and may_pass(value)
      local wait = again and min(delay, longest) or nil
      if on_error then on_error({attempt = attempt, max_attempts = most, error = value, delay = wait}) end
      if not again then error(value, 0) end
      if wait > 0 then L.sleep(wait) end
      delay = min(delay * factor, longest)
    end
  end,
}
