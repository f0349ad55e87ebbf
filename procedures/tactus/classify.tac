-- The older name of tactus.text.classify.
return require("tactus.text.classify")
