#include "pipeline/stages.h"

#include <future>

#include "base/try.h"
#include "clause/clause_stage.h"
#include "link/link.h"
#include "nlp/parse_stage.h"
#include "text/tokens_stage.h"

namespace entente::internal {

namespace {

using Stages = std::vector<std::shared_ptr<const Stage>>;

template <class Made>
Result<void> append(Stages& stages, Result<Made> stage) {
  if (!stage) return std::unexpected(std::move(stage).error());
  stages.push_back(*std::move(stage));
  return {};
}

}  // namespace

Result<Stages> make_stages(const std::filesystem::path& folder, const std::shared_ptr<const Catalogue>& catalogue) {
  Stages stages;
  // Side by side with the linker's index: the two take most of a start.
  std::future<Result<std::shared_ptr<const ParseStage>>> parse = std::async([&] { return ParseStage::load(folder); });
  Result<std::shared_ptr<const Stage>> link = make_link_stage(catalogue, folder / "link.json");
  ENTENTE_TRY(append(stages, make_tokens_stage(folder / "tokenizer.json")));
  ENTENTE_TRY(append(stages, parse.get()));
  ENTENTE_TRY(append(stages, std::move(link)));
  ENTENTE_TRY(append(stages, make_clause_stage(folder / "clause.json")));
  return stages;
}

}  // namespace entente::internal
