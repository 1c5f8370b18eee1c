# Writes OUT from TEMPLATE with the revision of the sources in SOURCE, and leaves it alone where that is the same.
execute_process(COMMAND git -C ${SOURCE} log -1 --format=%H,%cI
  OUTPUT_VARIABLE TELUSUR_REVISION OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT TELUSUR_REVISION MATCHES "^[0-9a-f]+,.+$")
  set(TELUSUR_REVISION "unknown,1970-01-01T00:00:00Z")
endif()
string(REGEX REPLACE ",.*" "" TELUSUR_REVISION_HASH "${TELUSUR_REVISION}")
string(REGEX REPLACE ".*," "" TELUSUR_REVISION_DATE "${TELUSUR_REVISION}")
configure_file(${TEMPLATE} ${OUT} @ONLY)
