-- line: 5	5	0.5	1e+20	nan	inf
-- expect: succeeded ["5", "-0", "5", "[5,1.5]"]
print(10 / 2, 5, 0.5, 1e20, 0 / 0, 1 / 0)
return { tostring(5.0), tostring(-0.0), string.format("%d", 5.0), Json.encode({ 5.0, 1.5 }) }
