-- answer: host.call http.request {"status": 200, "body": {"ok": true}, "headers": {}}
-- answer: host.call http.request {"status": 201, "body": "", "headers": {}}
-- answer: host.call http.request {"status": 204, "body": "", "headers": {}}
-- effect: main#1 host.call http.request {"url":"https://api.example/x","method":"GET","timeout":5}
-- effect: main#2 host.call http.request {"url":"https://api.example/y","body":{"a":1},"method":"POST","headers":{"X-A":"b"}}
-- effect: main#3 host.call http.request {"url":"https://api.example/z","method":"DELETE"}
-- expect: succeeded {"ok": true, "posted": 201, "deleted": 204}
Procedure {
  function()
    local got = Http.get("https://api.example/x", {timeout = 5})
    local posted = Http.post("https://api.example/y", {a = 1}, {headers = {["X-A"] = "b"}})
    local deleted = Http.request{url = "https://api.example/z", method = "DELETE"}
    return {ok = got.body.ok, posted = posted.status, deleted = deleted.status}
  end
}
