# The web page of `export --format html`: web/ bundled by esbuild into one source file with the page as a string. What npm
# installs is locked by web/package-lock.json. Without npm, or without its registry, the build goes on and that format is off.
option(ENTENTE_PAGE "Build the web page of export --format html (needs npm)" ON)
set(ENTENTE_PAGE_SOURCE no_page_template.cpp)

# Installs the locked packages once; gives the reason if that cannot be.
function(entente_install_web_packages folder reason)
  set(${reason} "" PARENT_SCOPE)
  find_program(ENTENTE_NODE NAMES node nodejs)
  find_program(ENTENTE_NPM npm)
  if(NOT ENTENTE_NODE OR NOT ENTENTE_NPM)
    set(${reason} "no npm; install nodejs and npm, and configure again" PARENT_SCOPE)
    return()
  endif()
  file(SHA256 ${PROJECT_SOURCE_DIR}/web/package-lock.json wanted)
  set(installed "")
  if(EXISTS ${folder}/installed)
    file(READ ${folder}/installed installed)
  endif()
  if(installed STREQUAL wanted)
    return()
  endif()
  configure_file(${PROJECT_SOURCE_DIR}/web/package.json ${folder}/package.json COPYONLY)
  configure_file(${PROJECT_SOURCE_DIR}/web/package-lock.json ${folder}/package-lock.json COPYONLY)
  execute_process(COMMAND ${ENTENTE_NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000
                  WORKING_DIRECTORY ${folder} RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE said TIMEOUT 180)
  if(failed)
    string(REGEX REPLACE "(npm ERR!|npm error|[ \n])+" " " said "${said}")
    string(STRIP "${said}" said)
    string(SUBSTRING "${said}" 0 200 said)
    set(${reason} "npm ci failed (${failed}): ${said}" PARENT_SCOPE)
    return()
  endif()
  file(WRITE ${folder}/installed ${wanted})
endfunction()

if(ENTENTE_PAGE)
  set(page_folder ${PROJECT_BINARY_DIR}/web)
  entente_install_web_packages(${page_folder} page_off)
else()
  set(page_off "ENTENTE_PAGE is OFF")
endif()

if(page_off)
  message(NOTICE "-- export --format html is off: ${page_off}")
else()
  message(STATUS "export --format html is on")
  set(ENTENTE_PAGE_SOURCE ${page_folder}/page_template.cpp)
  file(GLOB page_inputs CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/*)
  add_custom_command(OUTPUT ${ENTENTE_PAGE_SOURCE}
    COMMAND ${ENTENTE_NODE} ${PROJECT_SOURCE_DIR}/web/build.mjs ${page_folder}
    DEPENDS ${page_inputs} ${PROJECT_SOURCE_DIR}/web/build.mjs ${PROJECT_SOURCE_DIR}/web/LICENSES.txt ${page_folder}/installed
    COMMENT "Bundling the web page" VERBATIM)
endif()
