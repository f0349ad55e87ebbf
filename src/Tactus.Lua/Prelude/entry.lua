-- Where a run begins.
local native, G = ...
local error = error

local main_chunk, main_source

function native.set_main(chunk_name, source)
  main_chunk, main_source = chunk_name, source
end

-- The main chunk as a function, or nil and the message of the syntax error.
function native.load_main()
  local body, message = native.load_text(main_source, "@" .. main_chunk, G)
  main_source = nil
  return body, message
end

-- What runs; the layer above replaces it.
function native.main(...)
  local body, message = native.load_main()
  if body == nil then error(message, 0) end
  return body(...)
end

function native.entry(...)
  native.adopt_main()
  return native.main(...)
end
