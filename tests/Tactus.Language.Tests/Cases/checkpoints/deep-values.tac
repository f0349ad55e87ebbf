-- expect: succeeded ["TAC1105", true, "TAC1105"]
local function nested(levels)
  local value = 1
  for _ = 1, levels do value = { value } end
  return value
end
local _, tooDeep = pcall(checkpoint, function() return nested(63) end)
local fits = checkpoint(function() return nested(62) end)
local _, sentTooDeep = pcall(Host.call, "x", { v = nested(63) })
assert(sentTooDeep.code == "TAC1105", sentTooDeep)
state.deep = nested(60)
checkpoint(function() state.deep = nested(59) end)
state.deep = nested(61)
local _, stateTooDeep = pcall(checkpoint, function() return 1 end)
return { tooDeep.code, #fits == 1, stateTooDeep.code }
