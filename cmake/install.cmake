# What `cmake --install` puts where. Two components: the program with its data, and what programs of others are built with.
include(CMakePackageConfigHelpers)
set(ENTENTE_DATA_DESTINATION ${CMAKE_INSTALL_DATADIR}/entente)
set(ENTENTE_CONFIG_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/entente)

install(TARGETS entente_program RUNTIME COMPONENT program)
install(DIRECTORY data/ DESTINATION ${ENTENTE_DATA_DESTINATION} COMPONENT program)
install(FILES ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/share/entente/catalogue/actors.pack DESTINATION ${ENTENTE_DATA_DESTINATION}/catalogue COMPONENT program)
install(DIRECTORY schemas DESTINATION ${ENTENTE_DATA_DESTINATION} COMPONENT program)
set(documents ${PROJECT_BINARY_DIR}/documents)
install(FILES ${documents}/entente.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${documents}/entente.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME entente COMPONENT program)
install(FILES ${documents}/_entente DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT program)
install(FILES ${documents}/entente.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)
install(FILES README.md CHANGELOG.md LICENSE cmake/debian/copyright web/LICENSES.txt DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

install(TARGETS entente EXPORT entente COMPONENT development)
install(DIRECTORY include/entente DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(EXPORT entente FILE entente-targets.cmake NAMESPACE entente:: DESTINATION ${ENTENTE_CONFIG_DESTINATION} COMPONENT development)
configure_package_config_file(cmake/entente-config.cmake.in ${PROJECT_BINARY_DIR}/entente-config.cmake
  INSTALL_DESTINATION ${ENTENTE_CONFIG_DESTINATION} PATH_VARS ENTENTE_DATA_DESTINATION)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/entente-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/entente-config.cmake ${PROJECT_BINARY_DIR}/entente-config-version.cmake
  DESTINATION ${ENTENTE_CONFIG_DESTINATION} COMPONENT development)
