# Debian packages by `cpack`: entente, and libentente-dev for programs of others. scripts/package makes them.
set(ENTENTE_MAINTAINER "The entente authors <authors@entente.invalid>" CACHE STRING "Who stands as the maintainer in the Debian packages")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME entente)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "graph of diplomatic and military relations from news text")
set(CPACK_PACKAGE_CONTACT ${ENTENTE_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian/as_debian_wants.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME entente)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION
"entente reads news articles and builds a graph of who meets, arms, sanctions,
attacks or recognises whom, when, who says so, and in which sentence it stands.
It answers questions and writes the graph for Gephi, triple stores, databases
and spreadsheets, or as a web page.")

# The library is static: who links to it needs what it needs.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libentente-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(linked libboost-dev libgumbo-dev libserd-dev libsqlite3-dev libutf8proc-dev libxml2-dev libxxhash-dev libzstd-dev pkg-config zlib1g-dev)
if(ENTENTE_POSTGRES)
  list(APPEND linked libpq-dev)
endif()
if(ENTENTE_HTTP)
  list(APPEND linked libcurl4-openssl-dev)
endif()
list(JOIN linked ", " linked)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "entente (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}), ${linked}")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"Headers and the static library for programs that read news text into graphs of
relations themselves, with a package config for CMake.")
include(CPack)
