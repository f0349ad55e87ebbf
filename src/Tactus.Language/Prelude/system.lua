-- Human.notify and System.alert: events for whoever watches the run. Nobody is asked and nothing waits.
local native, G = ...
local L = native.language
local std = L.std
local type, ipairs, format, rawget = std.type, std.ipairs, std.format, std.rawget
local _ENV <const> = nil

local function level_of(call, code, value, known)
  if value == nil then return "info" end
  if type(value) == "string" and known[value] then return value end
  return L.raise(code, format("'level' of %s cannot be %s%s", call, L.show(value), L.did_you_mean(value, known)))
end

local function notice(call, code, options, levels, known)
  if type(options) == "string" then options = {message = options} end
  if type(options) ~= "table" or L.is_null(options) then
    L.raise(code, format("%s takes a message or a table of options, and got %s", call, L.type_name(options)),
      {mend = format('write %s{message = "…"}', call)})
  end
  for _, key in ipairs(L.keys_in_order(options)) do
    if not known[key] then L.raise(code, format("%s has no option %s%s", call, L.show(key), L.did_you_mean(key, known))) end
  end
  local message, source, context = rawget(options, "message"), rawget(options, "source"), rawget(options, "context")
  if type(message) ~= "string" or message == "" then
    L.raise(code, format("'message' of %s must be a string that is not empty, and is %s", call,
      message == "" and "empty" or L.type_name(message)))
  end
  if source ~= nil and type(source) ~= "string" then
    L.raise(code, format("'source' of %s must be a string, and is %s", call, L.type_name(source)))
  end
  local why = L.why_not_data(context, "context")
  if why then L.raise(code, format("%s cannot take %s", call, why)) end
  return message, {level = level_of(call, code, rawget(options, "level"), levels), source = source, context = L.copy(context)}
end

local NOTIFY_LEVELS = {info = true, success = true, warning = true, error = true, critical = true}
local NOTIFY_KEYS = {message = true, level = true, context = true}

G.Human.notify = function(options)
  L.event("human.notify", notice("Human.notify", "TAC1230", options, NOTIFY_LEVELS, NOTIFY_KEYS))
end

local ALERT_LEVELS = {info = true, warning = true, error = true, critical = true}
local ALERT_KEYS = {message = true, level = true, source = true, context = true}

G.System = {
  alert = function(options)
    L.event("system.alert", notice("System.alert", "TAC1232", options, ALERT_LEVELS, ALERT_KEYS))
  end,
}
