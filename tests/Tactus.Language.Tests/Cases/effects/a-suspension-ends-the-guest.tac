-- suspend: host.call wait
-- line: before
-- expect: suspended
print("before")
Host.call("wait", {})
print("not reached")
