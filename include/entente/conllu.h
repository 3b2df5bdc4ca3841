#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/result.h"

namespace entente {

/// What of a CoNLL-U file is kept. Words: tokens and sentences only, for a parser that is to tag them anew.
enum class ConlluLayers : std::uint8_t { All, Words };

/// The documents of a CoNLL-U text, one for each "# newdoc" (one in all if there is none). Article::text is made
/// of the forms: a blank after each unless SpaceAfter=No, an empty line before each "# newpar". Empty nodes are
/// skipped; later words of a multiword range have Token::continues. Tags, Tree: present if every word has UPOS, HEAD.
/// "# kind = title" gives a sentence its SentenceKind. XPOS values outside Xpos are read as None.
/// Errors: Syntax at file:line:column; Limit for a sentence over kMaxSentenceTokens or a text over kMaxArticleBytes.
[[nodiscard]] Result<std::vector<Document>> read_conllu(std::string_view text, const std::string& file,
                                                        ConlluLayers layers = ConlluLayers::All);

/// `doc` as CoNLL-U with "# newdoc", "# newpar", "# sent_id" and "# text"; "_" where a layer is missing.
/// FEATS has what Feats holds. Requires: `doc` has Tokens and Sentences.
[[nodiscard]] std::string write_conllu(const Document& doc);

/// The FEATS column: "Number=Sing|Person=3"; "_" if there is none.
[[nodiscard]] std::string to_string(Feats feats);
/// The features of a FEATS column that Feats can hold; others are passed over.
[[nodiscard]] Feats parse_feats(std::string_view column) noexcept;

/// "body", "title", … as the "# kind" comment has it.
[[nodiscard]] std::string_view to_string(SentenceKind kind) noexcept;
/// nullopt if `name` is no kind.
[[nodiscard]] std::optional<SentenceKind> parse_sentence_kind(std::string_view name) noexcept;

}  // namespace entente
