-- Http.get, Http.post, Http.request: requests to the hosts that sandbox.network allows, through the host tool http.request.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawget = std.type, std.format, std.rawget
local _ENV <const> = nil

-- Kept here: a procedure may put something else into its globals.
local call = G.Host.call

local OPTIONS = {headers = "table", timeout = "number"}
local FIELDS = {url = "string", method = "string", headers = "table", timeout = "number", body = "any"}

local function wrong(message, mend) return L.raise("TAC1201", message, {mend = mend}) end

-- Checks a table of known fields; `known` gives their types.
local function check(operation, what, given, known)
  if type(given) ~= "table" or L.is_null(given) then wrong(format("%s of Http.%s must be a table, and is %s", what, operation, L.type_name(given))) end
  for _, key in std.ipairs(L.keys_in_order(given)) do
    local wanted = known[key]
    if not wanted then wrong(format("Http.%s has no field %s%s", operation, L.show(key), L.did_you_mean(key, known))) end
    local value = rawget(given, key)
    if wanted ~= "any" and type(value) ~= wanted then
      wrong(format("the field '%s' of Http.%s must be a %s, and is %s", key, operation, wanted, L.type_name(value)))
    end
  end
end

local function url_of(operation, url)
  if type(url) ~= "string" or url == "" then
    wrong(format("Http.%s needs a URL, and got %s", operation, url == "" and "an empty string" or L.type_name(url)))
  end
  return url
end

local function send(operation, method, url, body, options)
  if options == nil then options = {} end
  check(operation, "the options", options, OPTIONS)
  return call("http.request", {
    method = method, url = url_of(operation, url), body = body, headers = rawget(options, "headers"), timeout = rawget(options, "timeout"),
  })
end

G.Http = {
  get = function(url, options) return send("get", "GET", url, nil, options) end,
  post = function(url, body, options) return send("post", "POST", url, body, options) end,
  request = function(request)
    if type(request) == "string" then wrong("Http.request needs a table, and got a string", 'write Http.request{url = "…"}, or Http.get("…")') end
    check("request", "the argument", request, FIELDS)
    url_of("request", rawget(request, "url"))
    return call("http.request", {
      method = rawget(request, "method"), url = rawget(request, "url"), body = rawget(request, "body"),
      headers = rawget(request, "headers"), timeout = rawget(request, "timeout"),
    })
  end,
}
