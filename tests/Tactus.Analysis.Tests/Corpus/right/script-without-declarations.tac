local total = 0
for index = 1, 10 do total = total + index end
print(total)
return total
