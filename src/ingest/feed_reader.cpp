#include <libxml/xmlreader.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "ingest/html.h"
#include "ingest/readers.h"

namespace entente::internal {

namespace {

std::string_view view(const xmlChar* text) { return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view{}; }

std::string content(xmlNode* node) {
  xmlChar* text = xmlNodeGetContent(node);
  std::string out(view(text));
  xmlFree(text);
  return out;
}

std::string attribute(xmlNode* node, const char* name) {
  xmlChar* text = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string out(view(text));
  xmlFree(text);
  return out;
}

/// libxml2 pulls from the bytes and keeps no more than a block; entities are never expanded and nothing is fetched.
class FeedReader : public RawReader {
 public:
  explicit FeedReader(Bytes bytes) : bytes_(std::move(bytes)), reader_(nullptr, &xmlFreeTextReader) {}

  Result<std::optional<RawArticle>> next() override {
    if (ended_) return std::nullopt;
    if (!reader_) {
      reader_.reset(xmlReaderForIO(&FeedReader::pull, nullptr, this, nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT));
      xmlTextReaderSetStructuredErrorHandler(reader_.get(), &FeedReader::note, this);
    }
    for (;;) {
      const int status = xmlTextReaderRead(reader_.get());
      if (status != 1) return end_of_feed(status);
      const int type = xmlTextReaderNodeType(reader_.get());
      if (type == XML_READER_TYPE_DOCUMENT_TYPE && declares_entities())
        return stop({ErrorCode::Unsupported, "the feed declares entities of its own, which are not expanded", place()});
      if (type != XML_READER_TYPE_ELEMENT) continue;
      const std::string_view name = view(xmlTextReaderConstLocalName(reader_.get()));
      if (!std::exchange(root_seen_, true) && name != "rss" && name != "feed" && name != "RDF")
        return stop({ErrorCode::Unsupported, "found XML element <" + std::string(name) + ">; expected a feed: <rss>, <feed> or <rdf:RDF>", place()});
      if (name != "item" && name != "entry") { note_channel(name); continue; }
      return read_item();
    }
  }

 private:
  static int pull(void* self, char* buffer, int size) {
    auto& reader = *static_cast<FeedReader*>(self);
    const auto part = reader.bytes_.peek(1);
    if (!part) { reader.failure_ = part.error(); return -1; }
    const std::size_t step = std::min(part->size(), static_cast<std::size_t>(size));
    std::memcpy(buffer, part->data(), step);
    reader.bytes_.skip(step);
    return static_cast<int>(step);
  }

  /// Keeps the first error that libxml2 reports; it must not print.
  static void note(void* self, xmlErrorPtr error) {
    auto& reader = *static_cast<FeedReader*>(self);
    if (reader.failure_ || error->level < XML_ERR_ERROR) return;
    const auto rest = reader.bytes_.peek(1);
    const bool cut = rest && rest->empty() && (error->code == XML_ERR_DOCUMENT_END || error->code == XML_ERR_TAG_NOT_FINISHED || error->code == XML_ERR_DOCUMENT_EMPTY);
    std::string message(trim(cut ? "the feed ends in the middle; the file is cut short" : error->message ? error->message : "malformed XML"));
    if (!message.empty()) message[0] = ascii_lower(message[0]);
    reader.failure_ = Error{ErrorCode::Syntax, std::move(message), {reader.bytes_.name(), static_cast<std::uint32_t>(std::max(0, error->line)), 0}};
  }

  SourcePos place() const { return {bytes_.name(), static_cast<std::uint32_t>(std::max(0, xmlTextReaderGetParserLineNumber(reader_.get()))), 0}; }

  std::unexpected<Error> stop(Error error) {
    ended_ = true;
    return std::unexpected(std::move(error));
  }

  Result<std::optional<RawArticle>> end_of_feed(int status) {
    if (failure_ || status < 0) return stop(failure_.value_or(Error{ErrorCode::Syntax, "malformed XML", place()}));
    ended_ = true;
    return std::nullopt;
  }

  bool declares_entities() const {
    const xmlNode* node = xmlTextReaderCurrentNode(reader_.get());
    const xmlDtd* subset = node && node->doc ? node->doc->intSubset : nullptr;
    return subset && subset->entities;
  }

  /// The channel's own title and language, which stand before its items.
  void note_channel(std::string_view name) {
    if (name != "title" && name != "language") return;
    std::string& field = name == "title" ? source_ : language_;
    if (!field.empty()) return;
    if (xmlNode* node = xmlTextReaderExpand(reader_.get())) field = single_blanks(content(node));
  }

  Result<std::optional<RawArticle>> read_item() {
    RawArticle article;
    article.where = place();
    xmlNode* item = xmlTextReaderExpand(reader_.get());
    if (!item) return end_of_feed(-1);
    std::string summary;
    for (xmlNode* child = item->children; child; child = child->next) {
      if (child->type == XML_ELEMENT_NODE) read_child(child, article, summary);
    }
    if (article.text.size() < summary.size()) article.text = std::move(summary);
    if (looks_like_html(article.text)) {
      auto text = html_to_text(article.text, bytes_.name());
      if (!text) { Error error = text.error(); error.where = article.where; return std::unexpected(std::move(error)); }
      article.text = std::move(*text);
    }
    article.title = single_blanks(article.title);
    article.source = source_;
    article.language = language_;
    if (trim(article.text).empty()) return std::unexpected(Error{ErrorCode::Syntax, "the item has no text; expected content:encoded, content, description or summary", article.where});
    return article;
  }

  static void read_child(xmlNode* child, RawArticle& article, std::string& summary) {
    const std::string_view name = view(child->name);
    const auto put = [](std::string& field, std::string value) { if (field.empty()) field = std::move(value); };
    if (name == "title") put(article.title, content(child));
    else if (name == "guid" || name == "id") put(article.id, std::string(trim(content(child))));
    else if (name == "link") put(article.url, attribute(child, "href").empty() ? std::string(trim(content(child))) : attribute(child, "href"));
    else if (name == "pubDate" || name == "published" || name == "date") put(article.date, content(child));
    else if (name == "updated" && article.date.empty()) article.date = content(child);
    else if (name == "encoded" || name == "content") put(article.text, content(child));
    else if (name == "description" || name == "summary") put(summary, content(child));
  }

  Bytes bytes_;
  std::unique_ptr<xmlTextReader, void (*)(xmlTextReaderPtr)> reader_;
  std::optional<Error> failure_;
  std::string source_, language_;
  bool root_seen_ = false, ended_ = false;
};

}  // namespace

std::unique_ptr<RawReader> feed_reader(Bytes bytes) { return std::make_unique<FeedReader>(std::move(bytes)); }

}  // namespace entente::internal
