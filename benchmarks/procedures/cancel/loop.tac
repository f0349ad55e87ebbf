-- Never ends by itself.
File.write("here", "")
while true do end
