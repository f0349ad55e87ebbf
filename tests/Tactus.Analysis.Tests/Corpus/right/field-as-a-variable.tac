local fields = {}
for _, field in ipairs({ { name = "a", kind = "x" }, { name = "b", kind = "y" } }) do
  fields[field.name] = field.kind
end
return fields
