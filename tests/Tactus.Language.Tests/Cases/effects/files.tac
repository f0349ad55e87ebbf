-- answer: file.read a.txt "text"
-- answer: file.write out/b.txt null
-- answer: file.append out/b.txt null
-- answer: file.exists a.txt true
-- answer: file.size a.txt 4
-- answer: file.list . [{"name": "a.txt", "type": "file", "size": 4}]
-- answer: file.remove a.txt true
-- effect: main#1 file.read a.txt {"path":"a.txt"}
-- effect: main#2 file.read a.txt {"path":"a.txt","length":2,"offset":1}
-- effect: main#3 file.write out/b.txt {"path":"out/b.txt","content":"x"}
-- effect: main#4 file.append out/b.txt {"path":"out/b.txt","content":"5"}
-- effect: main#5 file.exists a.txt {"path":"a.txt"}
-- effect: main#6 file.size a.txt {"path":"a.txt"}
-- effect: main#7 file.list . {"path":"."}
-- effect: main#8 file.list . {"path":".","recursive":true}
-- effect: main#9 file.remove a.txt {"path":"a.txt"}
-- expect: succeeded ["text", true, 4, "a.txt", true]
local text = File.read("a.txt")
File.read("a.txt", { offset = 1, length = 2 })
assert(File.write("out/b.txt", "x") == nil)
File.append("out/b.txt", 10 / 2)
local there, size = File.exists("a.txt"), File.size("a.txt")
local entries = File.list()
File.list(".", { recursive = true })
return { text, there, size, entries[1].name, File.remove("a.txt") }
