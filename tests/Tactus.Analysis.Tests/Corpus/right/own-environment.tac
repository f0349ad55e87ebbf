local function sum()
  local _ENV = { a = 1, b = 2 }
  return a + b
end
return { n = sum() }
