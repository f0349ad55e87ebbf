Procedure {
    input = { list = field.array{required = true} },
    output = { total = field.number{required = true} },
    function(input)
        local total = 0
        for _, n in ipairs(input.list) do total = total + n end
        return { total = total }
    end
}
