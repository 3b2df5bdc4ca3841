# Clang refuses an assignment operator of RapidJSON 1.1.0 that assigns to const members and that nobody calls. Where
# Clang compiles, a copy of the headers with that one line deleted comes first on the include path.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(mended ${PROJECT_BINARY_DIR}/mended_headers)
  file(COPY ${RAPIDJSON_HEADERS}/rapidjson DESTINATION ${mended})
  file(READ ${mended}/rapidjson/document.h text)
  string(REPLACE "GenericStringRef& operator=(const GenericStringRef& rhs) { s = rhs.s; length = rhs.length; }"
                 "GenericStringRef& operator=(const GenericStringRef& rhs) = delete;" text "${text}")
  file(WRITE ${mended}/rapidjson/document.h "${text}")
  include_directories(BEFORE SYSTEM ${mended})
endif()
