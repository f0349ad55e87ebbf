-- Comma-separated tables: read(path) gives a list of rows as tables by column name, write(path, rows, {headers = {…}}) stores one.
-- parse(text) and format(rows) do the same without a file. Cells are texts; {headers = false} gives lists.
return require("tactus.io.delimited").module(",")
