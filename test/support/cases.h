#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/file.h"

namespace entente::testing {

/// The file or folder called `name` in the source tree.
inline std::filesystem::path source_path(const std::string& name) { return std::filesystem::path(ENTENTE_SOURCE_DIR) / name; }

/// The case folders of test/cases/<suite>, sorted by name.
inline std::vector<std::filesystem::path> cases(const std::string& suite) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("test/cases/" + suite)))
    if (entry.is_directory()) folders.push_back(entry.path());
  std::ranges::sort(folders);
  return folders;
}

/// The bytes of a file that must be there.
inline std::string slurp(const std::filesystem::path& file) {
  auto text = internal::read_file(file);
  REQUIRE_MESSAGE(text, to_string(text.error()));
  return std::move(*text);
}

/// Compares `got` with the file; with ENTENTE_UPDATE_EXPECTED=1 in the environment it is written there instead.
inline void check_expected(const std::filesystem::path& file, const std::string& got) {
  const char* update = std::getenv("ENTENTE_UPDATE_EXPECTED");
  if (update && std::string(update) == "1") { std::ofstream(file, std::ios::binary) << got; return; }
  REQUIRE_MESSAGE(std::filesystem::exists(file), file.string() << " is missing; run with ENTENTE_UPDATE_EXPECTED=1 and review it");
  CHECK_MESSAGE(slurp(file) == got, file.string() << " differs; got:\n" << got);
}

}  // namespace entente::testing
