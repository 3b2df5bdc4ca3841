#include <algorithm>

#include "base/file.h"
#include "base/try.h"
#include "entente/rules.h"
#include "rules/apply.h"

namespace entente {

struct RuleSet::Impl {
  internal::Program program;
};

RuleSet::RuleSet(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

Result<RuleSet> RuleSet::load(const std::filesystem::path& folder, std::shared_ptr<const Catalogue> catalogue) {
  const auto paths = internal::files_in(folder, ".json");
  if (!paths) return std::unexpected(paths.error());
  std::vector<internal::RuleText> files;
  for (const std::filesystem::path& path : *paths) {
    auto text = internal::read_file(path);
    if (!text) return std::unexpected(text.error());
    files.emplace_back(path.string(), *std::move(text));
  }
  return read(files, std::move(catalogue));
}

Result<RuleSet> RuleSet::read(const std::vector<std::pair<std::string, std::string>>& files, std::shared_ptr<const Catalogue> catalogue) {
  auto program = internal::compile(files, std::move(catalogue));
  if (!program) return std::unexpected(program.error());
  return RuleSet(std::make_unique<Impl>(*std::move(program)));
}

std::vector<Statement> RuleSet::match(const Document& doc) const { return internal::match_document(internal::View(doc, impl_->program)); }

std::vector<RuleTrace> RuleSet::trace(const Document& doc, std::uint32_t sentence) const {
  return internal::trace_sentence(internal::View(doc, impl_->program), sentence);
}

std::span<const RuleExample> RuleSet::examples() const noexcept { return impl_->program.examples; }
std::size_t RuleSet::size() const noexcept { return impl_->program.rules.size() + impl_->program.controls.size(); }
std::vector<std::pair<std::string, std::string>> RuleSet::print() const { return internal::print(impl_->program); }
std::shared_ptr<const Catalogue> RuleSet::catalogue() const noexcept { return impl_->program.catalogue; }

}  // namespace entente
