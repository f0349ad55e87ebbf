-- Effects and coroutines. An effect is one yield of EFFECT to the loop in C#. Coroutines of the procedure lie between: whatever resumes one
-- passes an EFFECT yield outward and hands the answer back in.
local native, G = ...
local type, select, error, pcall, collectgarbage = type, select, error, pcall, collectgarbage
local raw_create, raw_resume, raw_yield = coroutine.create, coroutine.resume, coroutine.yield
local raw_isyieldable, raw_running, raw_status, raw_close = coroutine.isyieldable, coroutine.running, coroutine.status, coroutine.close
local type_error, settle = native.type_error, native.settle

-- Functions and not tables: == on tables asks the other side's __eq, which could claim to be equal.
local function EFFECT() end
local function REFUSED() end

-- Threads in which the procedure's main program runs; to the procedure they look like Lua's main thread.
local mains = native.weak_keys()

-- For a scheduler of the layer above, which resumes coroutines itself and looks at what they ask for.
native.EFFECT, native.raw_resume, native.raw_yield = EFFECT, raw_resume, raw_yield

-- Gives back what nobody holds any more. After a failure for want of memory Lua does that by itself at the next object, but not when it has
-- to lengthen a stack, as every effect may.
function native.collect()
  collectgarbage("collect")
end

function native.adopt_main()
  mains[raw_running()] = true
end

local function refuse(kind)
  native.raise(
    "TAC2103",
    "'" .. kind .. "' cannot be used here: a library function that cannot wait is in between (a string.gsub callback, a __tostring, or a "
      .. "metamethod that a library function calls); call it before, keep the result in a variable, and use that inside",
    "refused")
end

local function receive(kind, ...)
  if (...) == REFUSED then refuse(kind) end
  return ...
end

-- Performs an effect: hands kind and arguments to the host, returns its answer as it is.
function native.effect(kind, ...)
  if not raw_isyieldable() then refuse(kind) end
  return receive(kind, raw_yield(EFFECT, kind, ...))
end

-- Coroutine -> whether an effect of it is on its way. Until the answer comes nobody may resume it: with several tasks another one could, and hand
-- the primitive inside an answer of its own making. Entries are made with the coroutine, so that nothing is allocated while an effect passes.
local passing = native.weak_keys()

local function arrive(co, ...)
  passing[co] = false
  return raw_resume(co, ...)
end

local function relay(co, ok, mark, ...)
  if mark ~= EFFECT then return ok, mark, ... end
  if raw_isyieldable() then
    passing[co] = true
    return relay(co, arrive(co, raw_yield(EFFECT, ...)))
  end
  return relay(co, raw_resume(co, REFUSED))
end

local library = {}

local function create(body)
  local co = raw_create(body)
  passing[co] = false
  return co
end

function library.create(...)
  local body = ...
  if type(body) ~= "function" then type_error(1, "create", "function", ...) end
  return create(body)
end

function library.status(...)
  local co = ...
  if type(co) ~= "thread" then type_error(1, "status", "thread", ...) end
  return passing[co] and "normal" or raw_status(co)
end

function library.close(...)
  local co = ...
  if type(co) ~= "thread" then type_error(1, "close", "thread", ...) end
  if passing[co] then error("cannot close a normal coroutine", 2) end
  return settle(pcall(raw_close, co))
end

function library.resume(...)
  local co = ...
  if type(co) ~= "thread" then type_error(1, "resume", "thread", ...) end
  if passing[co] then return false, "cannot resume non-suspended coroutine" end
  return relay(co, raw_resume(...))
end

local function rethrow(ok, ...)
  if ok then return ... end
  error((...), 0)
end

local function finish_wrap(co, ok, ...)
  if ok then return ... end
  local e = ...
  if raw_status(co) == "dead" then
    local closed, closing_error = raw_close(co)
    if not closed then e = closing_error end
  end
  if e == "not enough memory" then error(e, 0) end
  error(e, 2)
end

function library.wrap(...)
  local body = ...
  if type(body) ~= "function" then type_error(1, "wrap", "function", ...) end
  -- Under pcall, so that __close handlers of a failing body run inside the coroutine, where they may perform effects.
  local co = create(function(...) return rethrow(pcall(body, ...)) end)
  return function(...)
    if passing[co] then error("cannot resume non-suspended coroutine", 2) end
    return finish_wrap(co, relay(co, raw_resume(co, ...)))
  end
end

function library.yield(...)
  if mains[raw_running()] then error("attempt to yield from outside a coroutine", 2) end
  return raw_yield(...)
end

function library.running()
  local co = raw_running()
  return co, mains[co] or false
end

function library.isyieldable(...)
  local co = ...
  if select("#", ...) == 0 then co = raw_running() end
  if type(co) ~= "thread" then type_error(1, "isyieldable", "thread", ...) end
  return not mains[co] and raw_isyieldable(co)
end

G.coroutine = library
