# The page for .html exports becomes part of newsgraph_export, between newsgraph_viewer_begin and newsgraph_viewer_end.
# It is built by npm and esbuild from export/viewer into BUILD/viewer; nothing is fetched again until package-lock.json
# changes. Without npm, or when the packages cannot be fetched, the program has no page and says so when asked for one.
set(NEWSGRAPH_VIEWER AUTO CACHE STRING "the page for .html exports: AUTO (when npm can build it), ON (must), OFF")
set(viewer_source ${PROJECT_SOURCE_DIR}/export/viewer)
set(viewer_build ${PROJECT_BINARY_DIR}/viewer)
set(viewer_page ${viewer_build}/page.html)

find_program(NEWSGRAPH_NPM npm)
file(GLOB_RECURSE viewer_files CONFIGURE_DEPENDS ${viewer_source}/src/* ${viewer_source}/messages/*)
if(NEWSGRAPH_VIEWER STREQUAL "OFF" OR NOT NEWSGRAPH_NPM)
  if(NEWSGRAPH_VIEWER STREQUAL "ON")
    message(FATAL_ERROR "NEWSGRAPH_VIEWER=ON needs npm (Debian packages nodejs and npm)")
  endif()
  file(CONFIGURE OUTPUT ${viewer_page} CONTENT "")
else()
  add_custom_command(
    OUTPUT ${viewer_page}
    COMMAND ${CMAKE_COMMAND} -DNPM=${NEWSGRAPH_NPM} -DSOURCE=${viewer_source} -DBUILD=${viewer_build}
            -DMODE=${NEWSGRAPH_VIEWER} -P ${viewer_source}/build.cmake
    DEPENDS ${viewer_files} ${viewer_source}/package.json ${viewer_source}/package-lock.json ${viewer_source}/.npmrc
            ${viewer_source}/build.mjs ${viewer_source}/build.cmake
    COMMENT "page for .html exports" VERBATIM)
endif()

set(viewer_assembly ${PROJECT_BINARY_DIR}/newsgraph_viewer.S)
file(CONFIGURE OUTPUT ${viewer_assembly} CONTENT "    .section .rodata
    .globl newsgraph_viewer_begin
newsgraph_viewer_begin: .incbin \"${viewer_page}\"
    .globl newsgraph_viewer_end
newsgraph_viewer_end: .byte 0
    .section .note.GNU-stack,\"\",%progbits
" @ONLY)
set_source_files_properties(${viewer_assembly} PROPERTIES OBJECT_DEPENDS ${viewer_page})
target_sources(newsgraph_export PRIVATE ${viewer_assembly})

# The layout promises the same bits on every machine, so no two of its operations may be fused into one.
set_source_files_properties(${PROJECT_SOURCE_DIR}/export/force_layout.cc PROPERTIES COMPILE_OPTIONS -ffp-contract=off)
