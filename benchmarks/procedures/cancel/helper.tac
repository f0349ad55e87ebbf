-- Waits for a program in a helper sandbox.
File.write("here", "")
Host.call("wait", {})
