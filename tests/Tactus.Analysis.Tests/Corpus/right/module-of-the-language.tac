local similarity = require("tactus.text.similarity")
local ok, missing = pcall(require, "nowhere")
local also = pcall(function() return require("nowhere.else") end)
return { kind = type(similarity), ok = ok, also = also, missing = missing.code }
