-- answer: host.call echo {"int": 9007199254740993, "float": 2.5, "negative": -5, "bytes": {"$bytes": "AP8="}}
-- effect: main#1 host.call echo {"big":9223372036854775807,"bytes":{"$bytes":"AP8="},"float":0.1,"whole":5}
-- expect: succeeded "integer float integer 2 true"
local answer = Host.call("echo", { big = math.maxinteger, float = 0.1, whole = 5, bytes = "\0\xff" })
return math.type(answer.int) .. " " .. math.type(answer.float) .. " " .. math.type(answer.negative) .. " " .. #answer.bytes .. " "
  .. tostring(answer.int == 9007199254740993)
