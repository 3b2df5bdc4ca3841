#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "nlp/parse_stage.h"
#include "nlp/parser_model.h"

namespace entente::test {

inline const std::string kEnglish = ENTENTE_SOURCE_DIR "/data/lang/en";

inline std::string model_bytes() {
  auto bytes = internal::read_file(kEnglish + "/parser.model");
  REQUIRE(bytes);
  return *bytes;
}

/// A document of sentences whose tokens are given, apart by blanks; a line a sentence.
inline Document tokenized(std::string_view text) {
  Document doc;
  doc.article.text = text;
  std::uint32_t first = 0;
  const auto end_token = [&](std::size_t begin, std::size_t end) {
    if (end > begin) {
      Token& token = doc.tokens.emplace_back();
      token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool line_end = i == text.size() || text[i] == '\n';
    if (!line_end && text[i] != ' ') continue;
    end_token(begin, i);
    begin = i + 1;
    const auto last = static_cast<std::uint32_t>(doc.tokens.size());
    if (line_end && last > first) {
      doc.sentences.push_back({{first, last}, SentenceKind::Body, 0});
      first = last;
    }
  }
  doc.layers.add({Layer::Tokens, Layer::Sentences});
  return doc;
}

}  // namespace entente::test
