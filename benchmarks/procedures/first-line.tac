-- Its first line is an effect: when the broker hears of it, Lua runs.
Host.call("host.ping")
return "started"
