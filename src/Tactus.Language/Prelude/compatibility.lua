-- Small names of the Python dialect that files may use and that mean little here.
local native, G = ...
local L = native.language
local std = L.std
local type, format, rawlen, rawget = std.type, std.format, std.rawlen, std.rawget
local _ENV <const> = nil

-- Prompts that upstream writes into its log and does nothing else with.
for _, name in std.ipairs {"return_prompt", "error_prompt", "status_prompt"} do
  G[name] = function(text)
    if type(text) ~= "string" then L.raise("TAC1201", format("%s takes a text, and got %s", name, L.type_name(text))) end
  end
end

-- Procedures always run side by side where they are told to; the switch has nothing to switch.
function G.async(value)
  if type(value) ~= "boolean" then L.raise("TAC1201", "async takes true or false, and got " .. L.type_name(value)) end
end

-- Python's bridge: lists are Lua tables here, so iterating over one is all that it has to do.
G.python = L.sealed("python", {
  __index = function(_, key)
    if key == "iter" then
      return function(list)
        if type(list) ~= "table" then L.raise("TAC1201", "python.iter takes a list, and got " .. L.type_name(list)) end
        local index = 0
        return function()
          index = index + 1
          if index <= rawlen(list) then return rawget(list, index) end
          return nil
        end
      end
    end
    return L.raise("TAC1480", format("python.%s exists in Python only", L.tostring(key)), {mend = "lists are Lua tables here: use # and ipairs"})
  end,
})

function G.utf8_clean(text)
  if type(text) ~= "string" then L.raise("TAC1201", "utf8_clean takes a text, and got " .. L.type_name(text)) end
  return L.clean_text(text)
end

local function matcher(kind)
  return function(value)
    local why = L.why_not_data(value, "the value")
    if value == nil or why then L.raise("TAC1201", format("%s takes a value: %s", kind, why or "it got none")) end
    return {matcher = kind, value = L.copy(value)}
  end
end

-- What evaluators compare with.
G.contains, G.equals, G.matches = matcher("contains"), matcher("equals"), matcher("matches")

function G.Message(value) return L.Message(L.declaration_of("Message", value)) end

-- A conversation of its own, apart from those of agents: a list of messages with the functions of MessageHistory.
function G.History()
  local file, line = L.place()
  return L.conversation(format("history at %s:%d", file or "?", line or 0))
end
