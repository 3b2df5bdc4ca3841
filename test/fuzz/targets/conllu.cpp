#include "entente/conllu.h"
#include "fuzz.h"

namespace entente::fuzz {

/// Trees: what is read, if anything, must be sound and must survive printing.
void run_conllu(std::string_view bytes) {
  for (const ConlluLayers layers : {ConlluLayers::All, ConlluLayers::Words}) {
    const auto documents = read_conllu(bytes, "fuzz", layers);
    if (!documents) { expect_told(documents.error()); continue; }
    for (const Document& doc : *documents) {
      must(check(doc));
      if (doc.sentences.empty()) continue;
      const auto again = must(read_conllu(write_conllu(doc), "again"));
      expect(again.size() == 1 && again.front().tokens.size() == doc.tokens.size(), "a tree that is lost when it is written");
    }
  }
}

}  // namespace entente::fuzz
