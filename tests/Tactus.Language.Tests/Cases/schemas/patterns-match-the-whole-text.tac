-- expect: succeeded "ok"
local function try(pattern, text)
  return pcall(field.string, {pattern = pattern, default = text})
end
local function yes(pattern, text) assert(try(pattern, text), pattern .. " should match " .. text) end
local function no(pattern, text) assert(not try(pattern, text), pattern .. " should not match " .. text) end
yes("[a-z]+", "abc") no("[a-z]+", "abc1") no("b", "abc")
yes("^abc$", "abc") yes("a|bc", "bc") no("a|bc", "ac") yes("(ab|c)*", "abcab") yes("", "") no("", "a")
yes("\\d{3}-\\d{4}", "555-1234") no("\\d{3}-\\d{4}", "55-1234") yes("a{2,}", "aaaa") no("a{2,3}", "aaaa") yes("a{2,3}?", "aaa")
yes("[^x]*", "abc") no("[^x]*", "axc") yes("[]a]+", "]a") yes("[a\\-z]+", "a-z") yes("[\\w.]+@[\\w.]+", "a.b@c.d")
yes(".", "é") yes("é+", "éé") no(".", "\n") yes("\\u00e9", "é") yes("(?:a(b)?)+", "aaba") yes("\\S+\\s\\D", "ab c")
no("(", "(") no("*", "*") no("a**b(", "") no("(?=a)", "a") no("\\1", "1") no("[z-a]", "z") no("a{3,2}", "aa") no("\\bx", "x")
yes("(a*)*", "aaaa") no("(a*)*b", ("a"):rep(2000)) yes("(x+x+)+y", ("x"):rep(500) .. "y")
return "ok"
