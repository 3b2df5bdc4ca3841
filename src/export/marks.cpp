#include "export/marks.h"

#include <algorithm>

namespace entente::internal {

namespace {

std::size_t units_in(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;  // beyond U+FFFF: a surrogate pair
  }
  return units;
}

/// Blanks made single shorten the text, so that `words` stand at their offset or before it: the last place up to there.
std::optional<Units> find(const ProvenanceView& where, TextSpan span, std::string_view words) {
  if (words.empty() || span.begin < where.sentence_span.begin || span.end > where.sentence_span.end) return std::nullopt;
  const std::string_view text = where.sentence_text;
  const std::size_t at = text.rfind(words, span.begin - where.sentence_span.begin);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t begin = units_in(text.substr(0, at));
  return Units{begin, begin + units_in(words)};
}

}  // namespace

Marks marks_of(const StatementView& statement) {
  const ProvenanceView& where = statement.provenance;
  return {find(where, statement.subject.span, statement.subject.mention), find(where, where.predicate_span, where.predicate),
          find(where, statement.object.span, statement.object.mention)};
}

}  // namespace entente::internal
