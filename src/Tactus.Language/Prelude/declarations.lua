-- Procedure {…}, and the top-level input {…} and output {…} of script mode.
local native, G = ...
local L = native.language
local std = L.std
local type, next, ipairs, format, setmetatable = std.type, std.next, std.ipairs, std.format, std.setmetatable
local rawget, select, concat, gsub, match = std.rawget, std.select, std.concat, std.gsub, std.match
local _ENV <const> = nil

-- Name -> {name, fn, input, output, state, file, line}.
local procedures = {}
-- What Procedure {…} returned -> its entry in `procedures`.
local handles = {}
-- What input {…} and output {…} declared: {input, output, places…}; nil before the first of them.
local script
local main_file = ""
local provide_input

function L.script() return script end

-- The driver tells which file is the main one, and how input {…} gets its values.
function L.prepare_declarations(main, provider)
  main_file, provide_input = main, provider
end

-- Whether a file is a module and not the main file.
function L.is_module(file) return file ~= main_file end

local function place_text(entry) return format("%s:%d", entry.file or "?", entry.line or 0) end

local KEYS = {input = true, output = true, state = true, name = true, description = true}
local OLDER_KEYS = {
  params = "input", parameters = "input", inputs = "input", outputs = "output",
  run = "a function without a name, last in the braces",
}

local function schema_table(value, where)
  if value == nil then return nil end
  return L.fields_of(value, where)
end

-- An output may be one field instead of a table of named ones.
local function output_of(value, where)
  if L.is_one_field(value) then return {single = L.schema_of(value, where)} end
  return value ~= nil and {fields = L.fields_of(value, where)} or nil
end

local function check_procedure_key(key)
  if KEYS[key] or key == 1 then return end
  if OLDER_KEYS[key] then
    L.raise("TAC1006", format("'%s' of Procedure is an older spelling", key), {mend = "it is now " .. OLDER_KEYS[key]})
  end
  if type(key) == "number" then
    L.raise("TAC1003", "Procedure takes one function, and got a second value without a name", {mend = "give every other entry a name"})
  end
  L.raise("TAC1002", format("Procedure has no key %s%s", L.show(key), L.did_you_mean(key, KEYS)))
end

-- What a procedure's variable holds: calling it runs it.
local HANDLE = {
  __metatable = "procedure",
  __call = function(self, ...) return L.call_procedure(handles[self], ...) end,
}

-- The name before the braces wins over the one in them, and that over the variable's.
local function name_of(declaration, explicit, file, line)
  local own, variable = rawget(declaration, "name"), L.declared_name("Procedure", file, line)
  for key, value in next, {name = own or "", description = rawget(declaration, "description") or ""} do
    if type(value) ~= "string" then L.raise("TAC1003", format("'%s' of Procedure must be a string, and is %s", key, L.type_name(value))) end
  end
  local name = explicit or own or variable or "main"
  -- Each file has a main procedure of its own.
  return name == "main" and file and L.is_module(file) and file .. ":main" or name
end

local function declare(declaration, explicit)
  for _, key in ipairs(L.keys_in_order(declaration)) do check_procedure_key(key) end
  local fn = rawget(declaration, 1)
  if type(fn) ~= "function" then
    L.raise("TAC1008", "Procedure has no function" .. (fn ~= nil and ", but " .. L.type_name(fn) or ""),
      {mend = "write Procedure { input = {…}, function(input) … end }"})
  end
  local file, line = L.place()
  if script and file == main_file then
    L.raise("TAC1009", format("a file is either a script or a Procedure; %s is at %s", script.first, place_text(script)),
      {mend = "move input and output into the Procedure"})
  end
  local entry = {
    name = name_of(declaration, explicit, file, line), fn = fn, file = file, line = line,
    input = schema_table(rawget(declaration, "input"), "'input' of Procedure"),
    output = output_of(rawget(declaration, "output"), "'output' of Procedure"),
    state = schema_table(rawget(declaration, "state"), "'state' of Procedure"),
  }
  local other = procedures[entry.name]
  if other then
    L.raise("TAC1005", format("two procedures are called '%s': %s and %s", entry.name, place_text(other), place_text(entry)),
      {mend = "give one of them a name: report = Procedure {…}"})
  end
  procedures[entry.name] = entry
  local handle = setmetatable({}, HANDLE)
  handles[handle] = entry
  return handle
end

local NEW_SPELLING = 'write Procedure { input = {…}, output = {…}, function(input) … end }, or name = Procedure {…}'

-- Procedure("name"): the procedure of that name, to be called, or to be declared: Procedure "name" {…}.
local function named(name)
  return setmetatable({}, {
    __metatable = "procedure",
    __call = function(_, ...)
      local argument = ...
      if type(argument) == "table" and type(rawget(argument, 1)) == "function" then return declare(argument, name) end
      return L.call_procedure(L.find_procedure(name), ...)
    end,
  })
end

local calls = {}
-- The functions of the table Procedure; calls.lua gives them.
L.procedure_calls = calls

-- Procedure("name", {…}, fn) and Procedure("name", {…, fn}).
local function declare_in_parts(name, declaration, fn, ...)
  if type(declaration) == "function" and fn == nil then declaration, fn = {}, declaration end
  if type(declaration) ~= "table" or L.is_null(declaration) or select("#", ...) > 0 then
    L.raise("TAC1003", format("Procedure(%s, …) takes a table and a function", L.show(name)), {mend = NEW_SPELLING})
  end
  if fn == nil then return declare(declaration, name) end
  local whole = {fn}
  for key, value in next, declaration do
    if key == 1 then L.raise("TAC1003", format("Procedure(%s, …) has two functions", L.show(name)), {mend = "leave one of them out"}) end
    whole[key] = value
  end
  return declare(whole, name)
end

local function no_such_function(key)
  return L.raise("TAC1201", format("Procedure has no function %s%s", L.show(key), L.did_you_mean(key, calls)))
end

G.Procedure = setmetatable({}, {
  __metatable = "Procedure",
  __call = function(_, first, ...)
    local rest = select("#", ...)
    if type(first) == "string" and rest == 0 then return named(first) end
    if type(first) == "string" then return declare_in_parts(first, ...) end
    if type(first) ~= "table" or L.is_null(first) or rest > 0 then
      local got = rest > 0 and "more than one value" or L.type_name(first)
      L.raise("TAC1003", "Procedure takes one table, and got " .. got, {mend = NEW_SPELLING})
    end
    return declare(first)
  end,
  __index = function(_, key) return rawget(calls, key) or no_such_function(key) end,
})

local function begin_script(what)
  local file, line = L.place()
  if file ~= main_file then
    L.raise("TAC1009", format("%s {…} stands in a module; only the main file is a script", what),
      {mend = "return values or functions from a module"})
  end
  for _, name in ipairs(L.sorted_keys(procedures)) do
    if procedures[name].file == main_file then
      L.raise("TAC1009", format("a file is either a script or a Procedure; a Procedure is at %s", place_text(procedures[name])),
        {mend = "move input and output into the Procedure"})
    end
  end
  script = script or {first = what .. " {…}", file = file, line = line}
  if script[what] then L.raise("TAC1009", format("%s {…} stands twice", what), {mend = "put all fields into one"}) end
end

-- Inside a procedure the global is the running one's input, as files of the dialect use it that leave the parameter out.
local function not_declared(_, key)
  if L.frame.input then return rawget(L.frame.input, key) end
  L.raise("TAC1008", format("input.%s is read before input {…} declared anything", L.tostring(key)),
    {mend = "in a script write input { name = field.string{…} } first; in a Procedure use the parameter of its function"})
end

G.input = setmetatable({}, {
  __metatable = "input",
  __index = not_declared,
  __call = function(_, declaration)
    begin_script("input")
    script.input = L.fields_of(declaration, "input")
    std.rawset(G, "input", provide_input(script.input))
  end,
})

G.output = setmetatable({}, {
  __metatable = "output",
  __call = function(_, declaration)
    begin_script("output")
    script.output = output_of(declaration, "output")
  end,
})

local function describe_output(output)
  if not output then return nil end
  if output.single then return L.describe_schema(output.single) end
  return {type = "object", properties = L.describe_fields(output.fields)}
end

-- What the file declared so far, as data: the answer of `tactus info`.
function L.description()
  local list = L.as_list({})
  for _, name in ipairs(L.sorted_keys(procedures)) do
    local entry = procedures[name]
    list[#list + 1] = {
      name = name, file = entry.file, line = entry.line, output = describe_output(entry.output),
      input = entry.input and L.describe_fields(entry.input), state = entry.state and L.describe_fields(entry.state),
    }
  end
  local style = #list > 0 and "procedure" or (not script and type(rawget(G, "main")) == "function" and "main" or "script")
  L.load_parts()
  local description = L.declared_things()
  description.style, description.procedures = style, list
  description.input = script and script.input and L.describe_fields(script.input)
  description.output = script and describe_output(script.output)
  L.describe_specifications(description)
  L.describe_evaluations(description)
  return description
end

function L.has_procedure(name) return procedures[name] ~= nil end

-- The procedure of another file, "./helpers/sum.tac": its main one, or the only one.
local function procedure_of_file(path)
  local file = gsub(path, "^%./", "")
  std.require((gsub(file, "%.tac$", "")))
  local found, several
  for _, name in ipairs(L.sorted_keys(procedures)) do
    if procedures[name].file == file then found, several = procedures[name], found ~= nil end
  end
  found = procedures[file .. ":main"] or (not several and found) or nil
  return found or L.raise("TAC1010", format("the file '%s' declares %s", file, several and "several procedures, and none without a name" or "no procedure"))
end

-- The procedure of a name, of a file, or of a handle.
function L.find_procedure(wanted)
  if handles[wanted] then return handles[wanted] end
  if type(wanted) ~= "string" then
    L.raise("TAC1201", "a procedure is called by its name, and not by " .. L.type_name(wanted))
  end
  if procedures[wanted] then return procedures[wanted] end
  if match(wanted, "%.tac$") then return procedure_of_file(wanted) end
  local hint = next(procedures) ~= nil and L.did_you_mean(wanted, procedures) or ""
  return L.raise("TAC1010", format("there is no procedure '%s'%s", wanted, hint))
end

local function named_procedure(wanted)
  if procedures[wanted] then return procedures[wanted] end
  local hint = next(procedures) ~= nil and L.did_you_mean(wanted, procedures) or ""
  return L.raise("TAC1010", format("there is no procedure '%s'%s", wanted, hint), {file = main_file, line = 0})
end

-- The procedure to run; nil when the main file declares none. `wanted` is "" for the main one, `returned` what the main file returned.
-- Procedures of modules run only when they are asked for by name.
function L.choose_procedure(wanted, returned)
  if wanted ~= "" then return named_procedure(wanted) end
  if handles[returned] then return handles[returned] end
  local known = {}
  for _, name in ipairs(L.sorted_keys(procedures)) do
    if procedures[name].file == main_file then known[#known + 1] = name end
  end
  if #known == 0 then return nil end
  if #known == 1 then return procedures[known[1]] end
  local main = procedures.main
  if main and main.file == main_file then return main end
  return L.raise("TAC1010", "the file declares several procedures and none is the main one: " .. concat(known, ", "), {
    mend = "leave one of them without a name, or say which to run", file = main_file, line = 0,
  })
end
