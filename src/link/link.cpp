#include "link/link.h"

#include "link/context.h"
#include "link/lexicon.h"
#include "link/linker.h"
#include "link/words.h"

namespace entente::internal {

namespace {

class LinkStage final : public Stage {
 public:
  LinkStage(std::shared_ptr<const Catalogue> catalogue, const LinkWords& words) : lexicon_(std::move(catalogue), words), rules_(lexicon_) {}

  std::string_view name() const noexcept override { return "link"; }
  Layers needs() const noexcept override { return {Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree}; }
  Layers adds() const noexcept override { return {Layer::Mentions}; }

  Result<void> run(Document& doc) const override {
    DocumentLinker(doc, lexicon_, rules_).run();
    doc.layers.add(Layer::Mentions);
    return {};
  }

 private:
  Lexicon lexicon_;
  ContextRules rules_;
};

}  // namespace

Result<std::shared_ptr<const Stage>> make_link_stage(std::shared_ptr<const Catalogue> catalogue, const std::filesystem::path& words) {
  Result<LinkWords> loaded = load_link_words(words);
  if (!loaded) return std::unexpected(std::move(loaded).error());
  return std::make_shared<const LinkStage>(std::move(catalogue), *loaded);
}

}  // namespace entente::internal
