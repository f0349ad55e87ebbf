function main(input)
  return { ok = type(input) == "table" }
end
