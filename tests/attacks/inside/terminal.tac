-- attack: obey on the reader's terminal
-- expect: succeeded stopped: shown, not obeyed
print("\27[2J\27]0;owned\7")
Log.warn("\u{202E}txt.exe")
print("stopped: shown, not obeyed")

--[==[ control
print("works")
]==]
