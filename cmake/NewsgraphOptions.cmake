# Language level, warnings and the optional instrumented builds.
include(GNUInstallDirs)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

option(NEWSGRAPH_WERROR "warnings are errors" OFF)
option(NEWSGRAPH_COVERAGE "instrument for coverage" OFF)
option(NEWSGRAPH_FUZZ "build the libFuzzer targets (clang)" OFF)
set(NEWSGRAPH_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize takes them")

# Warnings are for our own sources, not for those of a client.
set(warnings "$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wnon-virtual-dtor>")
if(NEWSGRAPH_WERROR)
  list(APPEND warnings "$<$<COMPILE_LANGUAGE:CXX>:-Werror>")
endif()
add_library(newsgraph_options INTERFACE)
target_compile_features(newsgraph_options INTERFACE cxx_std_20)
if(PROJECT_IS_TOP_LEVEL)
  target_compile_options(newsgraph_options INTERFACE "$<BUILD_INTERFACE:${warnings}>")
endif()
# The same bits everywhere: no instruction set may fuse a product and a sum that another rounds twice.
target_compile_options(newsgraph_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off>)
target_include_directories(newsgraph_options INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/newsgraph>)
# RapidJSON skips strings and white space four to six times as fast with its vector paths (docs/bench).
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(newsgraph_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-msse4.2>)
  target_compile_definitions(newsgraph_options INTERFACE RAPIDJSON_SSE42)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  target_compile_definitions(newsgraph_options INTERFACE RAPIDJSON_NEON)
endif()
if(NEWSGRAPH_SANITIZE)
  target_compile_options(newsgraph_options INTERFACE -fsanitize=${NEWSGRAPH_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(newsgraph_options INTERFACE -fsanitize=${NEWSGRAPH_SANITIZE})
endif()
if(NEWSGRAPH_FUZZ)
  # RapidJSON's stack adds to a null pointer before its first allocation (internal/stack.h).
  target_compile_options(newsgraph_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined
                         -fno-sanitize=pointer-overflow)
  target_link_options(newsgraph_options INTERFACE -fsanitize=address,undefined)
endif()
if(NEWSGRAPH_COVERAGE)
  target_compile_options(newsgraph_options INTERFACE --coverage)
  target_link_options(newsgraph_options INTERFACE --coverage)
endif()
