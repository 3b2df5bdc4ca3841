#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "entente/result.h"
#include "entente/stage.h"
#include "model/page_lines.h"
#include "text/token_rules.h"

namespace entente::internal {

/// What tokenizer.json of one language holds for this stage.
struct TokenizerFile {
  /// Errors: NotFound, Io; Syntax at file:line:column.
  [[nodiscard]] static Result<TokenizerFile> load(const std::filesystem::path& file);

  std::string language;
  TokenRules words;
  PageLines lines;
};

/// The stage "tokens": Tokens and Sentences from Article::text.
/// A paragraph ends a sentence; each has one kind but for a dateline, which is a sentence of its own at its front.
class TokensStage : public Stage {
 public:
  explicit TokensStage(TokenizerFile file) : file_(std::move(file)) {}

  std::string_view name() const noexcept override { return "tokens"; }
  Layers needs() const noexcept override { return {}; }
  Layers adds() const noexcept override { return {Layer::Tokens, Layer::Sentences}; }
  /// Errors: Limit for a text over kMaxArticleBytes.
  Result<void> run(Document& doc) const override;

 private:
  const TokenizerFile file_;
};

/// Errors: those of TokenizerFile::load.
[[nodiscard]] Result<std::shared_ptr<const Stage>> make_tokens_stage(const std::filesystem::path& tokenizer_json);

}  // namespace entente::internal
