local Point = {}
Point.__index = Point
Point.__add = function(a, b) return setmetatable({ x = a.x + b.x }, Point) end
Point.__tostring = function(self) return "(" .. self.x .. ")" end
Point.__call = function(self, n) return self.x + n end
function Point.new(x) return setmetatable({ x = x }, Point) end
function Point:twice() return self.x * 2 end
local sum = Point.new(1) + Point.new(2)
return { n = sum:twice(), text = tostring(sum), called = sum(1) }
