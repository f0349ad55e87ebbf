_G.limit = 4
rawset(_G, "made", 2)
return { n = limit + made }
