#include "fuzz.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/file.h"
#include "base/text.h"
#include "ingest/article_maker.h"
#include "ingest/readers.h"

namespace entente::fuzz {

namespace {

constexpr std::array<Target, 22> kTargets{{
    {"config", run_config}, {"conllu", run_conllu}, {"csv", run_csv}, {"export", run_export}, {"feed", run_feed}, {"html", run_html},
    {"json", run_json}, {"lexicon", run_lexicon}, {"model", run_model, model_seeds}, {"options", run_options}, {"pack", run_pack, pack_seeds},
    {"packed", run_packed, packed_seeds}, {"pattern", run_pattern}, {"pipeline", run_pipeline}, {"rules", run_rules},
    {"snapshot", run_snapshot, snapshot_seeds}, {"statement", run_statement}, {"store", run_store, store_seeds}, {"tables", run_tables},
    {"text", run_text}, {"url", run_url}, {"warc", run_warc}}};

class Scratch {
 public:
  Scratch() : folder(std::filesystem::temp_directory_path() / ("entente-fuzz-" + std::to_string(getpid()))) { std::filesystem::create_directories(folder); }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  const std::filesystem::path folder;
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target* find_target(std::string_view name) {
  const auto found = std::ranges::find(kTargets, name, &Target::name);
  return found == kTargets.end() ? nullptr : &*found;
}

void expect(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: expected otherwise: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

void expect_told(const Error& error) {
  expect(!error.message.empty(), "an error without a message");
  expect(error.code != ErrorCode::Internal, "an input that is told to be a bug of entente: " + to_string(error));
}

std::filesystem::path source(std::string_view name) { return std::filesystem::path(ENTENTE_SOURCE_DIR) / name; }

const std::filesystem::path& scratch() {
  static const Scratch kScratch;
  return kScratch.folder;
}

std::filesystem::path write(std::string_view name, std::string_view bytes) {
  std::filesystem::path file = scratch() / name;
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  std::filesystem::create_directories(file.parent_path(), ignored);
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

std::string slurp(const std::filesystem::path& file) { return must(internal::read_file(file)); }

std::vector<std::pair<std::string, std::string>> files_of(std::string_view bytes) {
  std::vector<std::pair<std::string, std::string>> files;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(0, end);
    if (line.starts_with("== ")) files.emplace_back(internal::trim(line.substr(3)), "");
    else if (!files.empty()) files.back().second += line;
    bytes.remove_prefix(end);
  }
  return files;
}

namespace {

std::unique_ptr<internal::RawReader> reader_of(std::string_view format, internal::Bytes bytes) {
  using namespace internal;
  if (format == "csv" || format == "tsv") return csv_reader(std::move(bytes), must(field_names({})), format == "csv" ? ',' : '\t');
  if (format == "feed") return feed_reader(std::move(bytes));
  if (format == "html") return html_reader(std::move(bytes));
  if (format == "json") return json_reader(std::move(bytes), must(field_names({})));
  if (format == "jsonl") return json_lines_reader(std::move(bytes), must(field_names({})));
  if (format == "warc") return warc_reader(std::move(bytes));
  return text_reader(std::move(bytes));
}

bool is_text(std::string_view text) { return !internal::first_bad_utf8(text); }

void check_article(const Article& article) {
  expect(is_text(article.text) && is_text(article.title) && is_text(article.url) && is_text(article.publisher), "an article that is not UTF-8");
  expect(!internal::trim(article.text).empty() && article.text.size() <= kMaxArticleBytes, "an article without text, or too long");
  expect(article.text.find('\0') == std::string::npos && article.text.find('\r') == std::string::npos, "text that was not cleaned");
  expect(!article.key.empty() && std::ranges::all_of(article.key.str(), [](char c) { return c > ' ' && c < 0x7F; }), "a key that is none");
  expect(article.title.find('\n') == std::string::npos, "a title of several lines");
  expect(!article.published || article.published->ok(), "a day that is none");
}

}  // namespace

std::vector<Article> read_articles(std::string_view format, std::string_view bytes) {
  static const internal::ArticleMaker kMaker({must(internal::ReadingLanguage::load(source("data/lang/en/tokenizer.json")))}, std::nullopt);
  const auto reader = reader_of(format, internal::Bytes(internal::bytes_of(std::string(bytes)), "fuzz"));
  std::vector<Article> articles;
  for (std::size_t steps = 0;; ++steps) {
    expect(steps <= bytes.size() + 1, "a reader that comes to no end");
    auto raw = reader->next();
    if (!raw) { expect_told(raw.error()); continue; }
    if (!*raw) return articles;
    auto article = kMaker.make(std::move(**raw), "fuzz");
    if (!article) { expect_told(article.error()); continue; }
    check_article(*article);
    articles.push_back(*std::move(article));
  }
}

std::shared_ptr<const Catalogue> shipped_catalogue() {
  static const auto kCatalogue = std::make_shared<const Catalogue>(must(Catalogue::load(source("data/catalogue"))));
  return kCatalogue;
}

}  // namespace entente::fuzz
