-- line: 5	5	0.5	1e+20	nan	inf
-- line: 5|5.00|  5|%|0.5|a
-- expect: succeeded ["5", "-0", "5", "[5,1.5]"]
print(10 / 2, 5, 0.5, 1e20, 0 / 0, 1 / 0)
print(string.format("%s|%.2f|%3s|%%|%s|%s", 5.0, 5.0, 5.0, 0.5, "a"))
return { tostring(5.0), tostring(-0.0), string.format("%d", 5.0), Json.encode({ 5.0, 1.5 }) }
