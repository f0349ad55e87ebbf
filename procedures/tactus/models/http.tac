-- A model behind a host tool: http {tool = "sentiment.predict"} gives a function that calls the tool and answers with its body. The operator
-- declares the tool, with its address and its key, in trusted YAML.
return function(config)
  if type(config.tool) ~= "string" then error("http needs the name of a host tool: {tool = \"sentiment.predict\"}", 2) end
  return function(input)
    local answer = Host.call(config.tool, type(input) == "table" and input or { text = input })
    if type(answer) == "table" and answer.status and (answer.status < 200 or answer.status > 299) then
      error({ code = "MODEL_HTTP", message = "the model answered with status " .. answer.status, kind = "failed", retryable = answer.status >= 500 })
    end
    return type(answer) == "table" and answer.body ~= nil and answer.body or answer
  end
end
