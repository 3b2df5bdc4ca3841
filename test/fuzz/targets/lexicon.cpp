#include "clause/lexicon.h"
#include "fuzz.h"
#include "ingest/language.h"
#include "link/words.h"
#include "nlp/morphology.h"
#include "text/tokens_stage.h"

namespace entente::fuzz {

namespace {

void told(const auto& result) {
  if (!result) expect_told(result.error());
}

}  // namespace

/// The files of a language.
void run_lexicon(std::string_view bytes) {
  for (const auto& [name, text] : files_of(bytes)) {
    if (name == "morphology.tsv") {
      const auto table = internal::Morphology::parse(text, "fuzz");
      told(table);
      if (table) (void)table->lemma("troops", Upos::NOUN, Xpos::NNS);
      continue;
    }
    const auto file = write("language.json", text);
    if (name == "tokenizer.json") {
      told(internal::TokenizerFile::load(file));
      told(internal::ReadingLanguage::load(file));
    }
    if (name == "clause.json") told(internal::ClauseLexicon::load(file));
    if (name == "link.json") told(internal::load_link_words(file));
  }
}

}  // namespace entente::fuzz
