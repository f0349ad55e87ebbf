-- What an agent does when a model call fails: which failures it tries again, how often, and how long it waits.
local native, G = ...
local L = native.language
local std = L.std
local format, rawget, min, pcall, error, tostring, random = std.format, std.rawget, std.min, std.pcall, std.error, std.tostring, std.random
local _ENV <const> = nil

local KEYS = {
  enabled = "boolean", attempts = "count", delay_seconds = "number", backoff = "text", max_delay_seconds = "number", jitter = "boolean", on = "text",
}
local LEGACY = {retries = "number", retry_delay = "number"}
local BACKOFF = {exponential = true, linear = true, constant = true, none = true}
local ON = {infra = {infra = true}, validation = {validation = true}, infra_plus_validation = {infra = true, validation = true}, none = {}}

local function seconds(what, key, value, default)
  if value == nil then return default end
  if value < 0 or value > 86400 then
    L.raise("TAC1416", format("'%s' of %s must be seconds between 0 and 86400, and is %s", key, what, L.number_text(value)))
  end
  return value
end

local function choice(what, key, value, known)
  if known[value] then return value end
  return L.raise("TAC1416", format("'%s' of %s cannot be %s%s", key, what, L.show(value), L.did_you_mean(value, known)))
end

-- `retry` of an agent, or the older `response` where there is no `retry`.
function L.retry_of(agent, retry, response)
  local what = "'retry' of " .. agent
  if response then
    L.check_keys("'response' of " .. agent, response, LEGACY)
    retry = retry or {attempts = 1 + (response.retries or 0) // 1 | 0, delay_seconds = response.retry_delay}
  end
  retry = retry or {}
  L.check_keys(what, retry, KEYS)
  local on = choice(what, "on", rawget(retry, "on") or "infra_plus_validation", ON)
  local enabled = rawget(retry, "enabled") ~= false
  return {
    attempts = enabled and (rawget(retry, "attempts") or 3) // 1 | 0 or 1,
    delay = seconds(what, "delay_seconds", rawget(retry, "delay_seconds"), 0.5),
    longest = seconds(what, "max_delay_seconds", rawget(retry, "max_delay_seconds"), 0),
    backoff = choice(what, "backoff", rawget(retry, "backoff") or "exponential", BACKOFF),
    jitter = rawget(retry, "jitter") == true, on = enabled and ON[on] or {},
  }
end

local function delay_of(retry, attempt)
  local delay = retry.delay
  if retry.backoff == "exponential" then delay = delay * 2 ^ (attempt - 1) end
  if retry.backoff == "linear" then delay = delay * attempt end
  -- Half of it at least, drawn from the procedure's own numbers, so that a replay waits as long.
  if retry.jitter then delay = delay * (0.5 + random() / 2) end
  delay = min(delay, 86400)
  return retry.longest > 0 and min(delay, retry.longest) or delay
end

-- Calls fn until it succeeds, its failure is none that passes, or the attempts are used up.
function L.with_retry(agent, retry, fn)
  for attempt = 1, retry.attempts do
    local ok, value = pcall(fn)
    if ok then return value end
    local fields = L.error_fields(value)
    if attempt == retry.attempts or not retry.on.infra or not fields or not fields.retryable then error(value, 0) end
    L.log("warn", format("agent '%s': attempt %d of %d failed: %s", agent, attempt, retry.attempts, tostring(value)))
    local delay = delay_of(retry, attempt)
    if delay > 0 then L.sleep(delay) end
  end
end
