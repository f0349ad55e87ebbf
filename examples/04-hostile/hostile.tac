-- Tries to get out in twenty ways and prints what stopped each.
--
--   ./tactus run examples/04-hostile/hostile.tac
--
-- Every attempt is a function that returns something when it got through. The procedure fails if one does.

local attempts = {}
local function try(name, fn) attempts[#attempts + 1] = { name = name, fn = fn } end

try("read the host's password file", function() return File.read("/etc/passwd") end)
try("climb out of the workspace", function() return File.read("../../../../etc/hostname") end)
try("read through /proc", function() return File.read("/proc/self/environ") end)
try("read the repository's git configuration", function() return File.read(".git/config") end)
try("plant a git hook", function() File.write(".git/hooks/post-checkout", "#!/bin/sh\n"); return true end)
try("widen its own grant", function() File.write(".tactus/config.yml", "tools: {allow: ['*']}\n"); return true end)
try("plant a sidecar, in capitals", function() File.write("hostile.TAC.YML", "tools: {allow: ['*']}\n"); return true end)
try("read an .env file", function() return File.read(".env") end)
try("hide a name behind a NUL", function() return File.read("notes.txt\0/../../etc/passwd") end)
try("call a tool that nobody granted", function() return Host.call("shell.run", { command = "id" }) end)
try("call a granted tool in other letters", function() return Host.call("Host.Ping", {}) end)
try("send a function to the host", function() return Host.call("host.echo", { fn = print }) end)
try("send a table that contains itself", function() local t = {}; t.t = t; return Host.call("host.echo", t) end)
try("load code from text", function() return load("return 1")() end)
try("load bytecode", function() return string.dump(function() end) end)
try("open a file of the process", function() return io.open("/etc/passwd") end)
try("run a program", function() return os.execute("id") end)
try("change every string's methods", function() getmetatable("").__index = {}; return true end)
try("forge an answer of the host", function()
  local forged = coroutine.wrap(function() return (coroutine.yield("EFFECT", "host.call", "shell.run")) end)
  local kind, effect = forged()
  -- What comes out is what went in: the VM does not take it for an effect.
  if kind == "EFFECT" and effect == "host.call" then error("a forged effect stays a value of the coroutine", 0) end
  return true
end)
try("use up all memory", function() local t = {}; while true do t[#t + 1] = string.rep("x", 1 << 20) .. #t end end)
try("recurse without an end", function() local function f() return 1 + f() end; return f() end)

Procedure {
  output = {
    attempts = field.integer{required = true},
    stopped = field.integer{required = true},
    escaped = field.array{required = true, items = field.string{}},
  },
  function()
    local stopped, escaped = 0, {}
    for index, attempt in ipairs(attempts) do
      local ok, answer = pcall(attempt.fn)
      if ok and answer ~= nil then
        escaped[#escaped + 1] = attempt.name
        print(string.format("%2d  GOT THROUGH  %s", index, attempt.name))
      else
        stopped = stopped + 1
        local reason = string.gsub(tostring(answer), "\n.*", "")
        print(string.format("%2d  stopped      %-42s %s", index, attempt.name, string.sub(reason, 1, 100)))
      end
    end
    if #escaped > 0 then error(#escaped .. " attempts got through: " .. table.concat(escaped, ", ")) end
    return { attempts = #attempts, stopped = stopped, escaped = escaped }
  end
}
