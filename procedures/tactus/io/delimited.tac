-- Text tables whose cells are divided by one character: what tactus.io.csv and tactus.io.tsv have in common.
--
-- Cells are read as RFC 4180 says: a cell may stand in double quotes and then hold the divider, line ends and doubled quotes.
local delimited = {}

local function is_quoted(cell, divider)
  return cell:find('["\r\n]') or cell:find(divider, 1, true) or cell:find("^%s") or cell:find("%s$")
end

local function written(cell, divider)
  if cell == nil or cell == Json.null then return "" end
  local text = tostring(cell)
  if type(cell) == "table" then text = Json.encode(cell) end
  if is_quoted(text, divider) then return '"' .. text:gsub('"', '""') .. '"' end
  return text
end

-- The cell that begins at a place: its text, and the place behind it.
local function quoted_cell(text, from, row)
  local parts = {}
  local at = from + 1
  while true do
    local quote = text:find('"', at, true)
    if not quote then error("row " .. row .. ": a quoted cell is not closed", 0) end
    parts[#parts + 1] = text:sub(at, quote - 1)
    if text:sub(quote + 1, quote + 1) ~= '"' then return table.concat(parts), quote + 1 end
    parts[#parts + 1] = '"'
    at = quote + 2
  end
end

-- All rows of a text, each a list of cells. Blank lines are left out.
function delimited.rows(text, divider)
  text = text:gsub("^\239\187\191", "")
  local rows, row, at, length = {}, {}, 1, #text
  local plain = "[" .. (divider == "\t" and "\t" or "%" .. divider) .. "\r\n]"
  while at <= length + 1 do
    local cell
    if text:sub(at, at) == '"' then
      cell, at = quoted_cell(text, at, #rows + 1)
    else
      local stop = text:find(plain, at) or length + 1
      cell, at = text:sub(at, stop - 1), stop
    end
    row[#row + 1] = cell
    local next = text:sub(at, at)
    if next == divider then
      at = at + 1
    elseif next == "" or next == "\n" or next == "\r" then
      if #row > 1 or row[1] ~= "" then rows[#rows + 1] = row end
      row = {}
      at = at + (text:sub(at, at + 1) == "\r\n" and 2 or 1)
    else
      error("row " .. #rows + 1 .. ": text behind a quoted cell", 0)
    end
  end
  return rows
end

-- Rows as tables by the names in the first row; with headers = false as lists.
function delimited.parse(text, divider, options)
  local rows = delimited.rows(text, divider)
  if options and options.headers == false then return rows end
  local names = table.remove(rows, 1) or {}
  local records = {}
  for index, row in ipairs(rows) do
    local record = {}
    for column, name in ipairs(names) do record[name] = row[column] or "" end
    records[index] = record
  end
  return records, names
end

local function sorted_names(records)
  local seen, names = {}, {}
  for _, record in ipairs(records) do
    for name in pairs(record) do
      if not seen[name] then
        seen[name] = true
        names[#names + 1] = tostring(name)
      end
    end
  end
  table.sort(names)
  return names
end

local function line_of(cells, divider)
  local parts = {}
  for index = 1, #cells do parts[index] = written(cells[index], divider) end
  return table.concat(parts, divider)
end

-- The text of records or of lists. options.headers: the names, in order; by default all that occur, sorted. Lists have none unless they are given.
function delimited.format(records, divider, options)
  local names = options and options.headers
  local first = records[1]
  local is_lists = type(first) == "table" and (#first > 0 or next(first) == nil)
  local lines = {}
  if not is_lists then names = names or sorted_names(records) end
  if names and #names > 0 then lines[1] = line_of(names, divider) end
  for _, record in ipairs(records) do
    local cells = record
    if not is_lists then
      cells = {}
      for index, name in ipairs(names) do cells[index] = record[name] == nil and "" or record[name] end
    end
    lines[#lines + 1] = line_of(cells, divider)
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

-- The module for one divider.
function delimited.module(divider)
  return {
    parse = function(text, options) return (delimited.parse(text, divider, options)) end,
    format = function(records, options) return delimited.format(records, divider, options) end,
    read = function(path, options) return (delimited.parse(File.read(path), divider, options)) end,
    write = function(path, records, options)
      File.write(path, delimited.format(records, divider, options))
      return true
    end,
  }
end

return delimited
