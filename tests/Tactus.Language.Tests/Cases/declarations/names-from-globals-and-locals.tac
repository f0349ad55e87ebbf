-- mode: describe
-- procedures: alpha@6 beta@7 delta@9 gamma@8 main@10
-- expect: succeeded

alpha = Procedure { function() return {} end }
local beta = Procedure { function() return {} end }
local gamma <const> = Procedure { function() return {} end }
local word = "delta = Procedure {"; delta = Procedure({ function() return {} end })
Procedure { function() return {} end }
