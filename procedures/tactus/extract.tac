-- The older name of tactus.text.extract.
return require("tactus.text.extract")
