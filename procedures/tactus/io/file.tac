-- Text files, with the names that procedures for the older runtime use. File itself has more.
return {
  read = function(path) return File.read(path) end,
  write = function(path, text)
    File.write(path, text)
    return true
  end,
  append = function(path, text)
    File.append(path, text)
    return true
  end,
  exists = function(path) return File.exists(path) end,
  size = function(path) return File.size(path) end,
  lines = function(path)
    local lines = {}
    for line in (File.read(path) .. "\n"):gmatch("(.-)\r?\n") do lines[#lines + 1] = line end
    if lines[#lines] == "" then lines[#lines] = nil end
    return lines
  end,
}
