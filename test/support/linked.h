#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/catalogue.h"
#include "entente/document.h"
#include "link/link.h"
#include "nlp/parse_stage.h"
#include "support/cases.h"
#include "text/tokens_stage.h"

namespace entente::testing {

/// The project's own catalogue, loaded once.
inline const Catalogue& link_catalogue() {
  static const Catalogue kCatalogue = [] {
    auto catalogue = Catalogue::load(source_path("data/catalogue"));
    REQUIRE_MESSAGE(catalogue, to_string(catalogue.error()));
    return *std::move(catalogue);
  }();
  return kCatalogue;
}

/// The stages up to "link" over the project's own data, loaded once.
inline const std::vector<std::shared_ptr<const Stage>>& link_stages() {
  static const std::vector<std::shared_ptr<const Stage>> kStages = [] {
    auto catalogue = Catalogue::load(source_path("data/catalogue"));
    REQUIRE_MESSAGE(catalogue, to_string(catalogue.error()));
    auto tokens = internal::make_tokens_stage(source_path("data/lang/en/tokenizer.json"));
    REQUIRE_MESSAGE(tokens, to_string(tokens.error()));
    auto parse = internal::ParseStage::load(source_path("data/lang/en"));
    REQUIRE_MESSAGE(parse, to_string(parse.error()));
    auto link = internal::make_link_stage(std::make_shared<const Catalogue>(*std::move(catalogue)), source_path("data/lang/en/link.json"));
    REQUIRE_MESSAGE(link, to_string(link.error()));
    return std::vector<std::shared_ptr<const Stage>>{*tokens, *parse, *link};
  }();
  return kStages;
}

/// `text` with all layers up to Mentions; `date` is YYYY-MM-DD or empty.
inline Document linked(std::string_view text, std::string_view date = {}, std::string_view url = {}) {
  Document doc;
  doc.article.key = ArticleKey("test");
  doc.article.language = "en";
  doc.article.text = text;
  doc.article.url = url;
  doc.article.published = parse_day(date);
  for (const auto& stage : link_stages()) {
    const auto done = stage->run(doc);
    REQUIRE_MESSAGE(done, to_string(done.error()));
    doc.layers.add(stage->adds());
  }
  const auto sound = check(doc);
  REQUIRE_MESSAGE(sound, to_string(sound.error()));
  return doc;
}

}  // namespace entente::testing
