-- Sleep(seconds): a wait that outlives the guest. What is longer than a few seconds holds no process.
local native, G = ...
local L = native.language
local _ENV <const> = nil

-- One durable wait; also what stands between the attempts of Retry. A test waits for nothing.
function L.sleep(seconds)
  if L.test then return L.stop_describing() end
  L.perform("sleep", "", {seconds = seconds})
end

function G.Sleep(seconds)
  L.sleep(L.check_seconds(seconds, {code = "TAC1233", call = "Sleep", field = "seconds"}))
end
