for _, name in ipairs({ "one", "two" }) do _G[name] = #name end
return { n = one + two }
