-- expect: succeeded {"url": "Http.get needs a URL, and got nil", "option": "Http.get has no field 'timout'; did you mean 'timeout'?", "kind": "the field 'headers' of Http.post must be a table, and is a string", "text": "Http.request needs a table, and got a string"}
local function message(fn, ...)
  local ok, problem = pcall(fn, ...)
  assert(not ok and problem.code == "TAC1201")
  return problem.message
end
Procedure {
  function()
    return {
      url = message(Http.get),
      option = message(Http.get, "https://a.example", {timout = 1}),
      kind = message(Http.post, "https://a.example", "x", {headers = "X"}),
      text = message(Http.request, "https://a.example"),
    }
  end
}
