-- expect: succeeded
-- mode: describe
-- procedures: main@5
Hitl("publish", {type = "approve", message = "Publish?"})
Procedure { function() return Human.approve{config_key = "publish"} end }
