-- expect: succeeded {"Specification":true,"field":true,"step":true}
local function refuses(fn, ...)
  local ok, problem = pcall(fn, ...)
  return not ok and problem.code == "TAC1007"
end
return {
  Specification = refuses(function() Specification([[Feature: x]]) end), step = refuses(function() Step("text", function() end) end),
  field = refuses(function() return Http.get end),
}
