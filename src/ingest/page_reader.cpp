#include <utility>

#include "base/try.h"
#include "entente/document.h"
#include "ingest/html.h"
#include "ingest/readers.h"

namespace entente::internal {

namespace {

class HtmlReader : public RawReader {
 public:
  explicit HtmlReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  Result<std::optional<RawArticle>> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    const auto read = bytes_.take_rest(kMaxArticleBytes);
    if (!read) return std::unexpected(read.error());
    auto page = read_html(*read, bytes_.name());
    if (!page) return std::unexpected(std::move(page).error());
    return RawArticle{{}, std::move(page->title), std::move(page->text), std::move(page->date), std::move(page->url),
                      std::move(page->source), std::move(page->language), {bytes_.name(), 0, 0}};
  }

 private:
  Bytes bytes_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<RawReader> html_reader(Bytes bytes) { return std::make_unique<HtmlReader>(std::move(bytes)); }

}  // namespace entente::internal
