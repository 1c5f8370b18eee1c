# What every target of the project shares: language level, warnings, sanitizers.

# telusur_target(NAME): settings for a target that is built from this project's own code.
function(telusur_target name)
  target_compile_features(${name} PUBLIC cxx_std_20)
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 warns of std::string's own concatenation (GCC bugs 105329 and 105651).
    target_compile_options(${name} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
  endif()
  if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # It takes a source that is part of a unity for a header that shows what it should keep to itself.
    target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
  endif()
  if(TELUSUR_WERROR)
    target_compile_options(${name} PRIVATE -Werror)
  endif()
  if(TELUSUR_SANITIZE)
    # PUBLIC: whatever links a sanitized object must link its runtime too.
    target_compile_options(${name} PUBLIC -fsanitize=${TELUSUR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${name} PUBLIC -fsanitize=${TELUSUR_SANITIZE})
  endif()
endfunction()

# telusur_embed(TARGET SYMBOL FILE...): compiles text files, also such as the build makes (their whole path), into TARGET
# as telusur::embedded::SYMBOL_files(), declared by "embedded/SYMBOL.hpp": a span of {name, contents}.
function(telusur_embed target symbol)
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(script ${PROJECT_SOURCE_DIR}/lib/cmake/embed.cmake)
  set(files ${ARGN})
  list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
  add_custom_command(
    OUTPUT ${dir}/${symbol}.cpp ${dir}/${symbol}.hpp
    COMMAND ${CMAKE_COMMAND} -DSYMBOL=${symbol} -DOUT=${dir}/${symbol} "-DFILES=${files}" -P ${script}
    DEPENDS ${files} ${script}
    COMMENT "Embedding ${symbol}"
    VERBATIM)
  # Each names its arrays alike, and so shares no source with another.
  set_source_files_properties(${dir}/${symbol}.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  # A target of its own: to make these files alone, as lint does, nothing that ${target} links has to be built.
  add_custom_target(${target}_${symbol} DEPENDS ${dir}/${symbol}.cpp ${dir}/${symbol}.hpp)
  add_dependencies(${target} ${target}_${symbol})
  target_sources(${target} PRIVATE ${dir}/${symbol}.cpp)
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
