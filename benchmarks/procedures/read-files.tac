-- Reads every file of a directory of the workspace, and tells how long that took.
Procedure {
  input = { directory = field.string{required = true} },
  output = { files = field.integer{required = true}, bytes = field.integer{required = true}, nanos = field.integer{required = true} },
  function(input)
    local began = Host.call("host.time").unix_nanos
    local files, bytes = 0, 0
    for _, entry in ipairs(File.list(input.directory)) do
      files = files + 1
      bytes = bytes + #File.read(input.directory .. "/" .. entry.name)
    end
    return { files = files, bytes = bytes, nanos = Host.call("host.time").unix_nanos - began }
  end
}
