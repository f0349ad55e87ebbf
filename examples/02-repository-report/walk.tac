-- Walks the workspace, directory by directory, in bytewise order. Directories that hold no source are left out.

local skipped = {
  artifacts = true, bin = true, obj = true, node_modules = true, vendor = true, target = true, dist = true, ["__pycache__"] = true,
}

local walk = {}

local function visit(directory)
  for _, entry in ipairs(File.list(directory)) do
    local path = directory == "." and entry.name or directory .. "/" .. entry.name
    if entry.type == "directory" then
      if not skipped[entry.name] then visit(path) end
    else
      coroutine.yield({ path = path, size = entry.size })
    end
  end
end

-- An iterator over { path, size } of every file.
function walk.files(root)
  return coroutine.wrap(function() visit(root) end)
end

return walk
