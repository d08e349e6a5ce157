# newsgraph_install(PROGRAM target LIBRARIES module...): what `cmake --install` puts in place: the program, and for C++
# clients the modules with their headers and a package, so that
#   find_package(newsgraph REQUIRED)
#   target_link_libraries(client newsgraph::export)      # or ::graph, or ::extract
# works. The same targets are there for a project that has this one as a subdirectory.
include(CMakePackageConfigHelpers)

function(newsgraph_install)
  cmake_parse_arguments(arg "" "PROGRAM" "LIBRARIES" ${ARGN})
  install(TARGETS ${arg_PROGRAM} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  set(targets newsgraph_options)
  set_target_properties(newsgraph_options PROPERTIES EXPORT_NAME options)
  foreach(module IN LISTS arg_LIBRARIES)
    set_target_properties(newsgraph_${module} PROPERTIES EXPORT_NAME ${module})
    list(APPEND targets newsgraph_${module})
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/${module} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/newsgraph
            FILES_MATCHING PATTERN "*.h" PATTERN viewer EXCLUDE)
  endforeach()
  set(package ${CMAKE_INSTALL_LIBDIR}/cmake/newsgraph)
  install(TARGETS ${targets} EXPORT newsgraph ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT newsgraph NAMESPACE newsgraph:: FILE newsgraph-targets.cmake DESTINATION ${package})
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/newsgraph-config.cmake.in
                                ${PROJECT_BINARY_DIR}/newsgraph-config.cmake INSTALL_DESTINATION ${package})
  # Until 1.0 a minor version may change anything.
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/newsgraph-config-version.cmake
                                   COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/newsgraph-config.cmake ${PROJECT_BINARY_DIR}/newsgraph-config-version.cmake
          DESTINATION ${package})
endfunction()
