#include <algorithm>
#include <array>
#include <atomic>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "entente/reader.h"
#include "ingest/article_maker.h"
#include "ingest/bytes.h"
#include "ingest/readers.h"

namespace entente {

namespace internal {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLook = 4096;  ///< Bytes at the front that tell the format.

constexpr std::array<std::string_view, 8> kFormats{"csv", "feed", "html", "json", "jsonl", "text", "tsv", "warc"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kExtensions{{
    {".atom", "feed"}, {".csv", "csv"}, {".htm", "html"}, {".html", "html"}, {".json", "json"}, {".jsonl", "jsonl"}, {".md", "text"},
    {".ndjson", "jsonl"}, {".rdf", "feed"}, {".rss", "feed"}, {".shtml", "html"}, {".tab", "tsv"}, {".text", "text"}, {".tsv", "tsv"},
    {".txt", "text"}, {".warc", "warc"}, {".xhtml", "html"}, {".xml", "feed"}}};

/// The format that the name ends in, `.gz` and `.zst` left out; empty if it says nothing.
std::string_view format_by_name(std::string name) {
  name = ascii_lower(name);
  for (const std::string_view packed : {".gz", ".zst"})
    if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  for (const auto& [extension, format] : kExtensions)
    if (name.ends_with(extension)) return format;
  return {};
}

/// What a file that is no text starts with.
std::string_view binary_kind(std::string_view head) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kStarts{{
      {"%PDF-", "a PDF file"}, {"PK\x03\x04", "a ZIP or Office file"}, {"\x89PNG", "a PNG image"}, {"\xFF\xD8\xFF", "a JPEG image"},
      {"GIF8", "a GIF image"}, {"\x7F" "ELF", "a program"}, {"\xFF\xFE", "UTF-16 text"}, {"\xFE\xFF", "UTF-16 text"}, {"\xD0\xCF\x11\xE0", "an old Office file"}}};
  for (const auto& [start, kind] : kStarts)
    if (head.starts_with(start)) return kind;
  const auto controls = std::ranges::count_if(head, [](char c) { return (c >= 0 && c < 8) || (c > 13 && c < 27); });
  return controls * 50 > std::ssize(head) ? "binary data" : std::string_view{};
}

/// The format that the content looks like.
std::string_view format_by_content(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = trim(head);
  const std::string lower = ascii_lower(head.substr(0, 1024));
  if (lower.starts_with("warc/")) return "warc";
  if (lower.starts_with("<!doctype html") || lower.starts_with("<html")) return "html";
  if (lower.starts_with("<rss") || lower.starts_with("<feed") || lower.starts_with("<rdf")) return "feed";
  if (lower.starts_with("<?xml")) return lower.find("<html") != std::string::npos ? "html" : "feed";
  if (head.starts_with('[')) return trim(head.substr(1)).starts_with('{') ? "json" : "text";
  if (head.starts_with('{')) return trim(head.substr(0, head.find('\n'))) == "{" ? "json" : "jsonl";
  return "text";
}

/// Every file that the inputs name, in order.
class Inputs {
 public:
  Inputs(std::vector<fs::path> inputs) : inputs_(std::move(inputs)) { std::ranges::reverse(inputs_); }

  /// The next file, or nullopt; a folder gives its files sorted, without those whose name starts with a dot.
  Result<std::optional<fs::path>> next() {
    while (!inputs_.empty()) {
      fs::path path = std::move(inputs_.back());
      inputs_.pop_back();
      std::error_code failure;
      if (path == "-" || !fs::is_directory(path, failure)) return path;
      std::vector<fs::path> below;
      for (fs::directory_iterator it(path, failure), end; !failure && it != end; it.increment(failure))
        if (!it->path().filename().string().starts_with('.') && (it->is_directory() ? !it->is_symlink() : it->is_regular_file())) below.push_back(it->path());
      std::ranges::sort(below, std::greater{});
      inputs_.insert(inputs_.end(), below.begin(), below.end());
      if (failure) return std::unexpected(Error{ErrorCode::Io, "cannot list the folder: " + failure.message(), {path.string()}});
    }
    return std::nullopt;
  }

 private:
  std::vector<fs::path> inputs_;  ///< The next one last.
};

/// The bytes of all files of `inputs`; nullopt if one of them is no file.
std::optional<std::uint64_t> bytes_in(Inputs inputs) {
  std::uint64_t bytes = 0;
  for (;;) {
    const auto path = inputs.next();
    if (!path) continue;  // a folder that cannot be listed has nothing to read
    if (!*path) return bytes;
    std::error_code failure;
    if (**path == "-" || !fs::is_regular_file(**path, failure)) return std::nullopt;
    if (const std::uintmax_t size = fs::file_size(**path, failure); !failure) bytes += size;
  }
}

class FileArticles : public ArticleReader {
 public:
  FileArticles(Inputs inputs, ReaderOptions options, std::vector<FieldNames> fields, std::vector<ReadingLanguage> languages)
      : options_(std::move(options)), fields_(std::move(fields)), maker_(std::move(languages), options_.date), inputs_(std::move(inputs)), all_inputs_(inputs_) {}

  Result<std::optional<Article>> next() override {
    for (;;) {
      if (!reader_) {
        auto more = open_next();
        if (!more) return std::unexpected(std::move(more).error());
        if (!*more) return std::nullopt;
      }
      auto raw = reader_->next();
      if (!raw) return std::unexpected(std::move(raw).error());
      if (!*raw) { close(); continue; }
      auto article = maker_.make(std::move(**raw), name_);
      if (!article) return std::unexpected(std::move(article).error());
      return std::optional(std::move(*article));
    }
  }

  std::optional<double> share_read() const override {
    if (!total_) total_ = bytes_in(all_inputs_);
    const std::optional<std::uint64_t>& bytes = *total_;
    if (!bytes) return std::nullopt;
    if (*bytes == 0) return 1.0;
    return std::min(1.0, static_cast<double>(taken_.load(std::memory_order_relaxed)) / static_cast<double>(*bytes));
  }

 private:
  /// The input has been read, or as much of it as can be.
  void close() {
    reader_.reset();
    taken_.store(closed_, std::memory_order_relaxed);
  }

  Result<bool> open_next() {
    auto path = inputs_.next();
    if (!path) return std::unexpected(std::move(path).error());
    if (!*path) return false;
    name_ = **path == "-" ? options_.standard_input_name : (*path)->string();
    std::error_code failure;
    if (const std::uintmax_t size = fs::file_size(**path, failure); !failure) closed_ += size;
    auto source = open_bytes(**path, name_, &taken_);
    if (!source) return std::unexpected(std::move(source).error());
    Bytes bytes(std::move(*source), name_);
    const auto head = bytes.peek(kLook);
    if (!head) return std::unexpected(head.error());
    if (const std::string_view kind = binary_kind(head->substr(0, kLook)); !kind.empty())
      return std::unexpected(Error{ErrorCode::Unsupported, "found " + std::string(kind) + "; expected text in UTF-8: one of " + names(), {name_}});
    std::string_view format = options_.format;
    if (format.empty()) format = format_by_name(name_);
    if (format.empty()) format = format_by_content(head->substr(0, kLook));
    reader_ = make_reader(format, std::move(bytes));
    return true;
  }

  static std::string names() {
    std::string out;
    for (const std::string_view name : kFormats) (out += out.empty() ? "" : ", ") += name;
    return out;
  }

  std::unique_ptr<RawReader> make_reader(std::string_view format, Bytes bytes) const {
    if (format == "csv") return csv_reader(std::move(bytes), fields_, ',');
    if (format == "tsv") return csv_reader(std::move(bytes), fields_, '\t');
    if (format == "feed") return feed_reader(std::move(bytes));
    if (format == "html") return html_reader(std::move(bytes));
    if (format == "json") return json_reader(std::move(bytes), fields_);
    if (format == "jsonl") return json_lines_reader(std::move(bytes), fields_);
    if (format == "warc") return warc_reader(std::move(bytes));
    return text_reader(std::move(bytes));
  }

  const ReaderOptions options_;
  const std::vector<FieldNames> fields_;
  const ArticleMaker maker_;
  Inputs inputs_;
  const Inputs all_inputs_;
  std::uint64_t closed_ = 0;              ///< Bytes of the files up to the one that is open.
  std::atomic<std::uint64_t> taken_ = 0;  ///< Bytes taken of all files.
  mutable std::optional<std::optional<std::uint64_t>> total_;  ///< bytes_in(all_inputs_), once somebody asked for it.
  std::string name_;                   ///< Of the input that reader_ reads.
  std::unique_ptr<RawReader> reader_;  ///< Null between two inputs.
};

class GivenArticles : public ArticleReader {
 public:
  explicit GivenArticles(std::vector<Article> articles) : articles_(std::move(articles)) {}
  Result<std::optional<Article>> next() override {
    if (at_ == articles_.size()) return std::nullopt;
    return std::move(articles_[at_++]);
  }

 private:
  std::vector<Article> articles_;
  std::size_t at_ = 0;
};

Result<void> check_format(std::string_view format) {
  if (format.empty() || std::ranges::find(kFormats, format) != kFormats.end()) return {};
  const std::string hint = did_you_mean(format, {kFormats.begin(), kFormats.end()});
  std::string expected;
  for (const std::string_view name : kFormats) (expected += expected.empty() ? "; expected one of " : ", ") += name;
  return std::unexpected(Error{ErrorCode::Unsupported, "unknown input format '" + std::string(format) + "'" + (hint.empty() ? expected : hint), {}});
}

}  // namespace

}  // namespace internal

std::vector<std::string_view> input_formats() { return {internal::kFormats.begin(), internal::kFormats.end()}; }

Result<std::unique_ptr<ArticleReader>> open_articles(std::vector<std::filesystem::path> inputs, ReaderOptions options) {
  ENTENTE_TRY(internal::check_format(options.format));
  auto fields = internal::field_names(options.fields);
  if (!fields) return std::unexpected(std::move(fields).error());
  std::vector<internal::ReadingLanguage> languages;
  for (const auto& file : options.languages) {
    auto language = internal::ReadingLanguage::load(file);
    if (!language) return std::unexpected(std::move(language).error());
    languages.push_back(std::move(*language));
  }
  for (const auto& input : inputs) {
    std::error_code failure;
    if (input != "-" && !std::filesystem::exists(input, failure))
      return std::unexpected(Error{ErrorCode::NotFound, "no such file or folder", {input.string()}});
  }
  return std::make_unique<internal::FileArticles>(internal::Inputs(std::move(inputs)), std::move(options), std::move(*fields), std::move(languages));
}

std::unique_ptr<ArticleReader> articles_from(std::vector<Article> articles) { return std::make_unique<internal::GivenArticles>(std::move(articles)); }

}  // namespace entente
