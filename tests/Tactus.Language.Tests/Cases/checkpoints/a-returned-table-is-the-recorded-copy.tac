-- effect: main#1 checkpoint - {} recorded {"value":{"n":1}}
-- expect: succeeded [1, true]
local original = { n = 1 }
local result = checkpoint(function() return original end)
original.n = 2
return { result.n, result ~= original }
