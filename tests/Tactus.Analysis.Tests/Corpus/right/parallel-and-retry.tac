local both = Parallel { a = function() return 1 end, b = function() return 2 end }
local list = Parallel { function() return 3 end }
local value = Retry.with_backoff(function(attempt) if attempt < 2 then error("again") end return attempt end, { initial_delay = 0 })
return { n = both.a + both.b + list[1], value = value }
