-- mode: describe
-- procedures: alpha@5 beta@6 delta@8 gamma@7 main@9
-- expect: succeeded

alpha = Procedure { function() return {} end }
local beta = Procedure { function() return {} end }
local gamma <const> = Procedure { function() return {} end }
local word = "delta = Procedure {"; delta = Procedure({ function() return {} end })
Procedure { function() return {} end }
