#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"

namespace entente {

/// How clauses are printed as open triples. Graph: entities as arguments, with the implied triples of titles,
/// appositions, possessives and event nouns. Benchie: words of the text only, in the cut that BenchIE scores: the
/// bare clause, and each adverbial as a triple of its own.
enum class OpenStyle : std::uint8_t { Graph, Benchie };
[[nodiscard]] std::string_view to_string(OpenStyle value) noexcept;  ///< "graph", "benchie"
[[nodiscard]] std::optional<OpenStyle> parse_open_style(std::string_view text) noexcept;

/// One triple in the words of the text.
struct OpenTriple {
  std::uint32_t sentence = 0;  ///< Index into Document::sentences.
  std::uint32_t clause = 0;    ///< Index into Document::clauses: its polarity, modality and reporter hold for the triple.
  std::string subject, relation, object;
  bool implied = false;        ///< True if the relation has a word that the text does not have.
  auto operator<=>(const OpenTriple&) const = default;
};

/// By sentence, then clause; no triple twice. Requires: `doc` has Clauses.
[[nodiscard]] std::vector<OpenTriple> open_triples(const Document& doc, OpenStyle style = OpenStyle::Graph);

/// "article", "sentence", "arg1", "relation", "arg2" as a line of tab-separated values.
[[nodiscard]] std::string_view open_triples_header() noexcept;
/// Appends one such line for each triple, sentences counted from 1. Tabs and line ends in a text become blanks.
void append_open_triples(std::string& out, const Document& doc, OpenStyle style = OpenStyle::Graph);

}  // namespace entente
