#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "entente/document.h"
#include "ingest/html.h"
#include "ingest/readers.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxHeaderLine = 1U << 16;
constexpr std::size_t kMaxHeaderLines = 500;

using Headers = std::vector<std::pair<std::string, std::string>>;  ///< Names in small letters.

std::string_view header(const Headers& headers, std::string_view name) {
  const auto found = std::ranges::find(headers, name, &Headers::value_type::first);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

void add_header(Headers& headers, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) headers.emplace_back(ascii_lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1))));
}

/// RFC 9112, 7.1: the chunks joined; as far as they are sound.
std::string without_chunks(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    std::size_t size = 0;
    const auto [end, failure] = std::from_chars(body.data(), body.data() + body.size(), size, 16);
    const std::size_t line = body.find('\n');
    if (failure != std::errc{} || line == std::string_view::npos || size == 0) break;
    out += body.substr(line + 1, size);
    body.remove_prefix(std::min(body.size(), line + 1 + size + 2));
  }
  return out;
}

class WarcReader : public RawReader {
 public:
  explicit WarcReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  Result<std::optional<RawArticle>> next() override {
    while (!ended_) {
      auto record = read_record();
      if (!record) return std::unexpected(std::move(record).error());
      if (record->has_value()) return record;
    }
    return std::nullopt;
  }

 private:
  std::unexpected<Error> stop(std::uint32_t line, std::string message) {
    ended_ = true;
    return std::unexpected(Error{ErrorCode::Syntax, std::move(message), {bytes_.name(), line, 0}});
  }
  std::unexpected<Error> stop(Error error) {
    ended_ = true;
    return std::unexpected(std::move(error));
  }

  /// The next record; nullopt for one that is no HTML page.
  Result<std::optional<RawArticle>> read_record() {
    std::string line;
    do {
      auto read = bytes_.take_line(kMaxHeaderLine);
      if (!read) return stop(std::move(read).error());
      if (!*read) { ended_ = true; return std::nullopt; }
      line = std::move(**read);
    } while (trim(line).empty());
    const std::uint32_t start = bytes_.line() - 1;
    if (!line.starts_with("WARC/")) return stop(start, "found '" + repair_utf8(line.substr(0, 30)) + "'; expected a record that begins with 'WARC/'");
    Headers headers;
    for (std::size_t count = 0;; ++count) {
      auto read = bytes_.take_line(kMaxHeaderLine);
      if (!read) return stop(std::move(read).error());
      if (!*read) return stop(start, "the record that starts here ends in its headers; the file is cut short");
      if ((*read)->empty()) break;
      if (count == kMaxHeaderLines) return stop(start, "the record that starts here has more than " + std::to_string(kMaxHeaderLines) + " headers");
      add_header(headers, **read);
    }
    return read_block(headers, start);
  }

  Result<std::optional<RawArticle>> read_block(const Headers& headers, std::uint32_t start) {
    const std::string_view length = header(headers, "content-length");
    std::size_t size = 0;
    const auto [end, failure] = std::from_chars(length.data(), length.data() + length.size(), size);
    if (failure != std::errc{} || end != length.data() + length.size())
      return stop(start, "the record that starts here has Content-Length '" + std::string(length) + "'; expected a number");
    const bool response = header(headers, "warc-type") == "response";
    if (!response || size > kMaxArticleBytes) {
      ENTENTE_TRY(pass_over(size, start));
      if (!response) return std::nullopt;
      return std::unexpected(Error{ErrorCode::Limit, "the record that starts here is longer than " + std::to_string(kMaxArticleBytes) + " bytes", {bytes_.name(), start, 0}});
    }
    const auto block = bytes_.take(size);
    if (!block) return stop(block.error());
    if (block->size() < size) return stop(start, "the record that starts here has " + std::to_string(block->size()) + " of " + std::to_string(size) + " bytes; the file is cut short");
    return page_of(*block, header(headers, "warc-target-uri"), start);
  }

  Result<void> pass_over(std::size_t size, std::uint32_t start) {
    while (size > 0) {
      const auto part = bytes_.peek(1);
      if (!part) return stop(part.error());
      if (part->empty()) return stop(start, "the record that starts here ends " + std::to_string(size) + " bytes early; the file is cut short");
      const std::size_t step = std::min(size, part->size());
      bytes_.skip(step);
      size -= step;
    }
    return {};
  }

  /// An HTTP response with its headers.
  Result<std::optional<RawArticle>> page_of(std::string_view block, std::string_view url, std::uint32_t start) {
    const std::size_t head_end = block.find("\r\n\r\n");
    if (!block.starts_with("HTTP/") || head_end == std::string_view::npos) return std::nullopt;
    Headers headers;
    const auto lines = split(block.substr(0, head_end), '\n');
    for (const std::string_view line : lines) add_header(headers, line);
    const bool found = lines[0].find(" 200") != std::string_view::npos;
    const std::string type = ascii_lower(header(headers, "content-type"));
    if (!found || type.find("html") == std::string::npos) return std::nullopt;
    std::string body(block.substr(head_end + 4));
    if (ascii_lower(header(headers, "transfer-encoding")) == "chunked") body = without_chunks(body);
    if (body.starts_with("\x1F\x8B")) {
      auto plain = Bytes(unpacked(bytes_of(std::move(body)), bytes_.name()), bytes_.name()).take_rest(kMaxArticleBytes);
      if (!plain) return std::unexpected(at(std::move(plain).error(), start));
      body = std::move(*plain);
    }
    auto page = read_html(body, bytes_.name());
    if (!page) return std::unexpected(at(std::move(page).error(), start));
    return RawArticle{{}, std::move(page->title), std::move(page->text), std::move(page->date), std::string(url),
                      std::move(page->source), std::move(page->language), {bytes_.name(), start, 0}};
  }

  Error at(Error error, std::uint32_t line) const {
    error.where = {bytes_.name(), line, 0};
    return error;
  }

  Bytes bytes_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<RawReader> warc_reader(Bytes bytes) { return std::make_unique<WarcReader>(std::move(bytes)); }

}  // namespace entente::internal
