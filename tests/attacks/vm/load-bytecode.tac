-- attack: run forged bytecode
-- expect: error attempt to call a nil value (global 'load')
print("ESCAPED", load("\27Lua\x54\0\x19\x93\r\n\x1a\n", "x", "b"))

--[==[ control
print(#"\27Lua" == 4 and "works")
]==]
