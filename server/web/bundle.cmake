# Joins the modules FILES, each after those that it imports, into the one module OUT: their imports of each other and the
# word `export` go. They then share one scope, so no two of them may declare the same name.
set(all "")
foreach(file IN LISTS FILES)
  file(READ ${file} text)
  string(REGEX REPLACE "(^|\n)import [^\n]* from '[./][^\n]*';" "\\1" text "${text}")
  string(REGEX REPLACE "(^|\n)export " "\\1" text "${text}")
  string(APPEND all "${text}\n")
endforeach()
file(WRITE ${OUT} "${all}")
