-- expect: succeeded {"list": [], "map": {}, "nested": {"deep": []}, "free": {}}
Procedure {
  output = {
    list = field.array{}, map = field.object{}, free = field.any{},
    nested = field.object{properties = { deep = field.array{} }},
  },
  function() return { list = {}, map = {}, nested = { deep = {} }, free = {} } end
}
