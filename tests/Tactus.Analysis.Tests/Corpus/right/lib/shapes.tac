local shapes = {}
function shapes.area(width, height) return width * height end
shared_limit = 10
return shapes
