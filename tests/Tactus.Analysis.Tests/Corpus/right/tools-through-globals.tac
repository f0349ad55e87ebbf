local wanted = "late"
late = Tool { description = "Looked up by a name that is made", function() return "here" end }
Procedure { function() return { text = Tool(wanted)({}) } end }
