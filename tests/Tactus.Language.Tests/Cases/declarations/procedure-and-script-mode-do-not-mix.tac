-- expect: invalid TAC1009 4 at procedure-and-script-mode-do-not-mix.tac:3

input { n = field.integer{default = 1} }
Procedure { function() return {} end }
