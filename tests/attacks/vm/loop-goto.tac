-- attack: loop for ever with goto
-- expect: out_of_budget
-- limits: cpu 200
::again::
goto again

--[==[ control
do goto done end ::done:: print("works")
]==]
