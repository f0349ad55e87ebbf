Procedure {
  input = { path = field.string{default = ""} },
  function(input)
    if input.path ~= "" then
      File.write(input.path, Json.encode({ a = Json.null, list = Json.array({}) }))
      Host.call("tracker.create", { text = File.read(input.path) })
      Http.get("https://example.org")
      Human.approve("Go on?", { default = false })
      System.alert { message = "x" }
      Sleep(1)
      mcp.web.search { query = "x" }
    end
    Log.info("nothing to do", { path = input.path })
    return { ok = true }
  end
}
