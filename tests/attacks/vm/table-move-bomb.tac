-- attack: move a range of a hundred billion items
-- expect: out_of_budget
-- limits: cpu 200
table.move({}, 1, 1e11, 2)
print("ESCAPED")

--[==[ control
print(table.move({"works"}, 1, 1, 2)[2])
]==]
