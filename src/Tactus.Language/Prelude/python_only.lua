-- Names of the Python dialect that stand for Python's own libraries: each says what to use instead.
local native, G = ...
local L = native.language
local std = L.std
local next, format = std.next, std.format
local _ENV <const> = nil

local INSTEAD = {
  LM = "name the model in the agent: model = \"provider/model\"; default_model \"provider/model\" sets it for all",
  get_current_lm = "name the model in the agent: model = \"provider/model\"",
  Signature = "give an Agent `input`, `output` and a system_prompt",
  Module = "give an Agent `input`, `output` and a system_prompt",
  DSPyAgent = "write name = Agent {…}",
  Corpus = "read the files with File.read, and give the text as a pack of a Context",
  Retriever = "search with a host tool or an MCP server, and give what it found as a pack of a Context",
  Compactor = "shorten the conversation with message_history = {filter = filters.tail_tokens(n)}",
  Dependency = "declare the service as a host tool in trusted YAML, and call it with Host.call",
}

for name, mend in next, INSTEAD do
  local refuse = L.refuse("TAC1480", format("%s exists in Python only", name), mend)
  G[name] = L.sealed(name, {__call = refuse, __index = refuse})
end
