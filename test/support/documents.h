#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "entente/document.h"
#include "entente/conllu.h"

namespace entente::testing {

/// The one document of a CoNLL-U text, with the layers it has. Columns may be parted by blanks instead of tabs, so
/// that trees can be written by hand in a raw string; a row may end early: columns left out are "_".
inline Document from_conllu(std::string_view text) {
  std::string tabbed;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    const bool row = !line.empty() && line.front() != '#' && line.find('\t') == std::string_view::npos;
    int columns = 1;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (!row || line[i] != ' ') tabbed += line[i];
      else if (i + 1 < line.size() && line[i + 1] != ' ') { tabbed += '\t'; ++columns; }
    }
    for (; row && columns < 10; ++columns) tabbed += "\t_";
    tabbed += '\n';
  }
  auto documents = read_conllu(tabbed, "test");
  REQUIRE_MESSAGE(documents, to_string(documents.error()));
  REQUIRE(documents->size() == 1);
  return std::move(documents->front());
}

}  // namespace entente::testing
