-- require: modules come from the bundle that the host sent; each is compiled and run once, with the procedure's globals.
local native, G = ...
local type, setmetatable, error = type, setmetatable, error
local raw_load, concat, sub, find, gsub = load, table.concat, string.sub, string.find, string.gsub
local raise, type_error = native.raise, native.type_error
local places = native.options.places

-- In messages Lua cuts file names to their last 56 bytes; here the whole ones are found again.
local LONGEST_NAME, KEPT = 59, 56
local whole_names = {}

function native.whole_name(shown)
  return whole_names[shown] or shown
end

-- Compiles source text, never bytecode. Returns the function, or nil and the message.
function native.load_text(source, chunk_name, env)
  if sub(chunk_name, 1, 1) == "@" and #chunk_name - 1 > LONGEST_NAME then
    whole_names["..." .. sub(chunk_name, -KEPT)] = sub(chunk_name, 2)
  end
  local body, message = raw_load(source, chunk_name, "t", env)
  if body == nil and message ~= "not enough memory" and not find(message, "^[^\n]-:%d+: ") then
    -- Too deep a nesting, and bytecode, are told without a place.
    message = sub(chunk_name, 2) .. ":0: " .. message
  end
  return body, message
end

local sources, loaded, chunks, loading = {}, {}, {}, {}

function native.add_module(name, chunk_name, source)
  sources[name], chunks[name] = source, chunk_name
end

-- A module that the language brings itself.
function native.provide_module(name, value)
  loaded[name], chunks[name] = value, name
end

local function not_found(name)
  local where = "it is in none of the places searched"
  if #places > 0 then where = "searched: " .. concat(places, "; ") end
  raise("TAC2105", "module '" .. name .. "' not found (" .. where .. ")", "module")
end

local function chain_to(name)
  local from = 1
  for i = 1, #loading do
    if loading[i] == name then from = i end
  end
  return concat(loading, " -> ", from) .. " -> " .. name
end

local leaving = {__close = function() loading[#loading] = nil end}

local function run(name)
  local chunk_name = chunks[name]
  local body, message = native.load_text(sources[name], "@" .. chunk_name, G)
  if message == "not enough memory" then error(message, 0) end
  if body == nil then raise("TAC2106", "module '" .. name .. "' does not compile: " .. message, "module") end
  loading[#loading + 1] = name
  local leave <close> = setmetatable({}, leaving)
  local value = body(name, chunk_name)
  if value == nil then value = true end
  loaded[name] = value
  sources[name] = nil
  return value
end

function G.require(...)
  local name = ...
  if type(name) ~= "string" then type_error(1, "require", "string", ...) end
  -- A path is as good as a name: "helpers/math" and "./helpers/math" are helpers.math.
  if find(name, "/", 1, true) then name = gsub(gsub(name, "^%./", ""), "/", ".") end
  local value = loaded[name]
  if value == nil then
    for i = 1, #loading do
      if loading[i] == name then raise("TAC2107", "modules require each other in a circle: " .. chain_to(name), "module") end
    end
    if sources[name] == nil then
      native.load_parts()
      if loaded[name] == nil then not_found(name) end
      return loaded[name], chunks[name]
    end
    value = run(name)
  end
  return value, chunks[name]
end
