#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"
#include "entente/ud.h"
#include "nlp/string_index.h"

namespace entente::internal {

/// Lemmas and morphological features of tagged words, from a table of a language. Immutable.
///
/// The table has tab-separated lines of four kinds; `#` starts a comment line:
///   word    UPOS XPOS form lemma       a lemma that the endings would not give
///   base    UPOS form                  a form known to be a lemma
///   ending  UPOS XPOS end new-end      one way to make a lemma; the best one of an ending first
///   feats   UPOS XPOS form features    features of a form, or with * of all forms not listed
class Morphology {
 public:
  /// Errors: Syntax at name:line:column.
  static Result<Morphology> parse(std::string_view text, const std::string& name);

  /// The lemma of `form`. A form listed as `word` has the lemma given there. Otherwise endings are
  /// tried, the longest first; the first result that is a known base form wins, or else the first.
  [[nodiscard]] std::string lemma(std::string_view form, Upos upos, Xpos xpos) const;

  [[nodiscard]] Feats feats(std::string_view form, Upos upos, Xpos xpos) const;

  static constexpr std::size_t kMaxEnding = 6;  ///< In bytes.

 private:
  struct Builder;
  struct Ending {
    std::uint32_t first = 0, last = 0;  ///< Its new endings, in replacements_.
  };
  StringIndex words_, bases_, endings_, feats_;
  std::vector<std::string> lemmas_;
  std::vector<Ending> ending_ranges_;
  std::vector<std::string> replacements_;
  std::vector<Feats> feats_values_;
};

/// The form under which a word of this kind stands in the table: names as they are, all else in
/// lower case.
[[nodiscard]] std::string table_form(std::string_view form, Upos upos);

/// The features of a CoNLL-U column that rules may ask for; all others are passed over.
[[nodiscard]] Feats feats_from_column(std::string_view column);
/// The same as a CoNLL-U column, "_" if there is none.
[[nodiscard]] std::string feats_column(Feats feats);

}  // namespace entente::internal
