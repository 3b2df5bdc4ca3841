# Warnings and sanitizers belong to our own targets only, through this build-only interface target.
add_library(entente_build_flags INTERFACE)
target_compile_features(entente_build_flags INTERFACE cxx_std_23)
target_compile_options(entente_build_flags INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(entente_build_flags INTERFACE -Wno-restrict)  # false alarms on std::string, GCC bug 105651
endif()
if(ENTENTE_SANITIZE)
  target_compile_options(entente_build_flags INTERFACE -fsanitize=${ENTENTE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(entente_build_flags INTERFACE -fsanitize=${ENTENTE_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # RapidJSON 1.1.0 adds to the null pointer of an empty stack, which Clang reports and nothing follows from.
    target_compile_options(entente_build_flags INTERFACE -fno-sanitize=pointer-overflow)
  endif()
endif()
