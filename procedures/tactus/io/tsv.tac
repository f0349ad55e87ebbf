-- Tab-separated tables: the functions of tactus.io.csv with a tab between cells.
return require("tactus.io.delimited").module("\t")
