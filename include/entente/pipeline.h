#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "entente/catalogue.h"
#include "entente/reader.h"
#include "entente/rules.h"
#include "entente/stage.h"

namespace entente {

/// All that one language needs, read from data/lang/<code>.
struct LanguagePack {
  /// Errors: those of the model, lexicon and rule files.
  static Result<LanguagePack> load(const std::filesystem::path& folder, std::shared_ptr<const Catalogue> catalogue);
  std::string language;
  std::vector<std::shared_ptr<const Stage>> stages;
  std::shared_ptr<const RuleSet> rules;
};

struct PipelineOptions {
  bool keep_going = true;         ///< Behaviour: after a failed article, go on to the next.
  unsigned threads = 0;           ///< Speed only: workers; 0 means one per core.
  bool statements = true;         ///< Behaviour: false leaves the rules out, for those who want the documents alone.
  std::size_t max_in_flight = 0;  ///< Speed only: articles at once; 0 means 32 per worker, and no more than 512 KB of text.
};

/// What became of one article.
struct ArticleResult {
  ArticleKey article;
  std::shared_ptr<const Document> document;   ///< Null if `statements` is an error.
  Result<std::vector<Statement>> statements;
  bool skipped = false;                       ///< True if `statements` is an error only because of the text's language.
};

struct BuildReport { std::size_t articles = 0, failed = 0, skipped = 0, sentences = 0, words = 0, statements = 0; };

/// Reads articles into statements.
class Pipeline {
 public:
  /// Errors: Conflict if a stage needs a layer that no earlier stage adds.
  static Result<Pipeline> create(std::vector<LanguagePack> packs, PipelineOptions options = {});

  /// Calls `sink` on this thread, once per article, in reading order whatever `threads` is.
  /// Errors: those of `sink`; Cancelled. A failed article is reported to `sink`.
  [[nodiscard]] Result<BuildReport> run(ArticleReader& reader, const std::function<Result<void>(ArticleResult)>& sink,
                                        std::stop_token stop = {}) const;

  /// One article through every stage; the document with all layers. Threads: many at once.
  /// Errors: Unsupported for a language that no pack reads; those of the stages.
  [[nodiscard]] Result<Document> analyse(Article article) const;
  /// Adds the layers of `wanted` that `doc` lacks, with the stages that add them and those they need.
  [[nodiscard]] Result<Document> complete(Document doc, Layers wanted = kAllLayers) const;
  /// The rules of the pack that reads `language`; null if there is none.
  [[nodiscard]] const RuleSet* rules(std::string_view language) const noexcept;

 private:
  std::vector<LanguagePack> packs_;
  PipelineOptions options_;
};

}  // namespace entente
