#include <future>

#include "base/try.h"
#include "entente/pipeline.h"
#include "pipeline/stages.h"

namespace entente {

Result<LanguagePack> LanguagePack::load(const std::filesystem::path& folder, std::shared_ptr<const Catalogue> catalogue) {
  LanguagePack pack;
  pack.language = folder.filename().string();
  std::future<Result<RuleSet>> reading = std::async([&] { return RuleSet::load(folder / "rules", catalogue); });
  Result<std::vector<std::shared_ptr<const Stage>>> stages = internal::make_stages(folder, catalogue);
  if (!stages) return std::unexpected(std::move(stages).error());
  pack.stages = *std::move(stages);
  Result<RuleSet> rules = reading.get();
  if (!rules) return std::unexpected(std::move(rules).error());
  pack.rules = std::make_shared<const RuleSet>(*std::move(rules));
  return pack;
}

}  // namespace entente
