#pragma once

#include <filesystem>
#include <memory>

#include "entente/stage.h"
#include "nlp/morphology.h"
#include "nlp/parse_network.h"

namespace entente::internal {

/// Tagger, lemmatizer and parser of one language in one step: from Tokens and Sentences to Tags
/// and Tree. Sentences of any length are parsed, in time and memory linear in their words.
class ParseStage : public Stage {
 public:
  /// Reads parser.model and morphology.tsv of a language folder. Errors: NotFound, Io; those of
  /// decode_parser_model() and Morphology::parse().
  static Result<std::shared_ptr<const ParseStage>> load(const std::filesystem::path& folder);

  ParseStage(ParserModel model, Morphology morphology);
  std::string_view name() const noexcept override { return "parse"; }
  Layers needs() const noexcept override { return {Layer::Tokens, Layer::Sentences}; }
  Layers adds() const noexcept override { return {Layer::Tags, Layer::Tree}; }
  Result<void> run(Document& doc) const override;

 private:
  void label(Document& doc, std::uint32_t token, std::uint32_t sentence_begin, const WordLabels& labels) const;

  std::vector<std::pair<Upos, Xpos>> tags_;
  std::vector<Deprel> relations_;
  ParseNetwork network_;
  Morphology morphology_;
  std::unique_ptr<FormCache> known_ = std::make_unique<FormCache>();
};

}  // namespace entente::internal
