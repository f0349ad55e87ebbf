local shapes = require("lib.shapes")
local helpers = require("lib.helpers")
worker = Agent { model = "openai/gpt-4o-mini", tools = { helpers.measure } }
return { area = shapes.area(2, 3), shared = shared_limit, text = worker().output, n = helpers.measure({ n = 2 }) }
