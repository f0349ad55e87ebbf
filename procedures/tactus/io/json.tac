-- JSON files: read(path) gives the value, write(path, value) stores it. encode and decode are those of Json.
return {
  read = function(path) return Json.decode(File.read(path)) end,
  write = function(path, value, options)
    File.write(path, Json.encode(value, options) .. "\n")
    return true
  end,
  encode = Json.encode,
  decode = Json.decode,
}
