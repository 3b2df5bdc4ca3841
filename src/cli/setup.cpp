#include <sys/auxv.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/heap.h"

namespace entente::internal {

namespace {

std::string listed(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + std::string(name);
  return list;
}

/// The folder that the running program stands in; empty if the system does not tell.
std::filesystem::path program_folder() {
  std::error_code ignored;
  std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  if (program.empty())  // /proc is missing in some containers; the kernel's note of how the program was started is not
    if (const auto name = getauxval(AT_EXECFN)) program = std::filesystem::canonical(reinterpret_cast<const char*>(name), ignored);
  return program.parent_path();
}

/// Hands articles on, and the memory that long ones took back: the pipeline asks for no article before a long one is done with.
class ReleasingReader : public ArticleReader {
 public:
  explicit ReleasingReader(std::unique_ptr<ArticleReader> reader) : reader_(std::move(reader)) {}

  Result<std::optional<Article>> next() override {
    if (std::exchange(after_long_, false)) release_heap();
    Result<std::optional<Article>> article = reader_->next();
    after_long_ = article && *article && (*article)->text.size() >= kLongArticle;
    return article;
  }
  std::optional<double> share_read() const override { return reader_->share_read(); }

 private:
  static constexpr std::size_t kLongArticle = std::size_t{256} << 10;
  std::unique_ptr<ArticleReader> reader_;
  bool after_long_ = false;
};

}  // namespace

Result<Exit> run_command(const Options& options) {
  static constexpr std::array<std::pair<std::string_view, Result<Exit> (*)(const Options&)>, 16> kCommands{{
      {"build", run_build}, {"extract", run_extract}, {"merge", run_merge}, {"forget", run_forget}, {"query", run_query},
      {"show", run_show}, {"path", run_path}, {"timeline", run_timeline}, {"stats", run_stats}, {"rank", run_rank}, {"blocs", run_blocs},
      {"explain", run_explain}, {"export", run_export}, {"load", run_load}, {"parse", run_parse}, {"check", run_check}}};
  const auto* command = std::ranges::find(kCommands, std::string_view(options.command), [](const auto& entry) { return entry.first; });
  return command->second(options);
}

Result<std::string> data_folder(const Options& options) {
  namespace fs = std::filesystem;
  std::vector<fs::path> places;
  std::error_code ignored;
  const char* from_environment = std::getenv("ENTENTE_DATA");
  if (!options.data.empty()) places.emplace_back(options.data);
  else if (from_environment && *from_environment) places.emplace_back(from_environment);
  else {
    const fs::path program = program_folder();
    if (!program.empty()) places = {(program / ENTENTE_WAY_TO_DATA).lexically_normal(), program / "share/entente"};
  }
  for (const fs::path& place : places)
    if (fs::exists(place / "catalogue/relations.json", ignored)) return place.string();
  std::string looked;
  for (const fs::path& place : places) looked += (looked.empty() ? "" : ", ") + place.string();
  return std::unexpected(Error{ErrorCode::NotFound, "no data folder (looked for catalogue/relations.json in " + looked +
                                                        "); name it with --data or $ENTENTE_DATA", {"--data"}});
}

Result<std::shared_ptr<const Catalogue>> load_catalogue(const Options& options) {
  Result<std::string> folder = data_folder(options);
  if (!folder) return std::unexpected(folder.error());
  Result<Catalogue> catalogue = Catalogue::load(*folder + "/catalogue");
  if (!catalogue) return std::unexpected(catalogue.error());
  return std::make_shared<const Catalogue>(*std::move(catalogue));
}

Result<Pipeline> load_pipeline(const Options& options, std::shared_ptr<const Catalogue> catalogue) {
  Result<std::string> folder = data_folder(options);
  if (!folder) return std::unexpected(folder.error());
  Result<LanguagePack> pack = LanguagePack::load(*folder + "/lang/en", std::move(catalogue));
  if (!pack) return std::unexpected(pack.error());
  std::vector<LanguagePack> packs;
  packs.push_back(*std::move(pack));
  const bool open_triples = options.command == "extract" && options.format == "open";  // they are made of clauses alone
  return Pipeline::create(std::move(packs), {.keep_going = !options.stop, .threads = options.jobs, .statements = !open_triples});
}

Result<std::unique_ptr<ArticleReader>> open_inputs(const Options& options) {
  if (options.arguments.empty())
    return std::unexpected(Error{ErrorCode::Syntax, "no input; name files or folders, or - for standard input", {}});
  Result<std::string> folder = data_folder(options);
  if (!folder) return std::unexpected(folder.error());
  ReaderOptions reading;
  reading.format = options.input_format;
  reading.languages = {*folder + "/lang/en/tokenizer.json"};
  if (!options.date.empty()) {
    reading.date = parse_day(options.date);
    if (!reading.date)
      return std::unexpected(Error{ErrorCode::Syntax, "--date: '" + options.date + "' is no day; write it as 2005-11-25", {}});
  }
  const std::vector<std::string_view> known{"id", "title", "text", "date", "url", "source", "language"};
  for (const std::string& field : options.fields) {
    const std::size_t equals = field.find('=');
    const std::string what = field.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == field.size())
      return std::unexpected(Error{ErrorCode::Syntax, "--field: '" + field + "' is not of the form text=NAME", {}});
    if (std::ranges::find(known, what) == known.end())
      return std::unexpected(Error{ErrorCode::Syntax, "--field: unknown field '" + what + "'" + did_you_mean(what, known), {}});
    reading.fields[what] = field.substr(equals + 1);
  }
  const std::vector<std::string_view> formats = input_formats();
  if (!reading.format.empty() && std::ranges::find(formats, reading.format) == formats.end())
    return std::unexpected(Error{ErrorCode::Syntax, "--input-format: unknown format '" + reading.format + "'" + did_you_mean(reading.format, formats) +
                                                        "; there are " + listed(formats), {}});
  auto reader = open_articles({options.arguments.begin(), options.arguments.end()}, std::move(reading));
  if (!reader) return std::unexpected(reader.error());
  return std::make_unique<ReleasingReader>(*std::move(reader));
}

}  // namespace entente::internal
