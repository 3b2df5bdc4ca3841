#include "ingest/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "base/try.h"
#include "ingest/dates.h"
#include "ingest/html_text.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxDepth = 1000;         ///< The parser frees its tree by recursion.
constexpr std::size_t kMaxAttributes = 1000;    ///< The parser compares each with all before it.
constexpr std::size_t kEnoughText = 250;        ///< Bytes of main text below which JSON-LD's articleBody is preferred.

using Tree = std::unique_ptr<GumboOutput, void (*)(GumboOutput*)>;

Tree parse(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  return {gumbo_parse_with_options(&options, html.data(), html.size()), [](GumboOutput* output) { gumbo_destroy_output(&kGumboDefaultOptions, output); }};
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) { return std::ranges::find(names, name) != names.end(); }

struct TagEnd { std::size_t end = 0, attributes = 0; };

/// Where the tag ends whose name ends at `at`, and how many attributes it has. HTML standard, section 13.2.5.32 and on.
TagEnd tag_end(std::string_view html, std::size_t at) {
  static constexpr std::string_view kBlanks = " \t\r\n\f";
  const auto skip = [&](std::string_view set) { at = std::min(html.find_first_not_of(set, at), html.size()); };
  const auto seek = [&](std::string_view set) { at = std::min(html.find_first_of(set, at), html.size()); };
  TagEnd tag;
  for (;;) {
    skip(" \t\r\n\f/");
    if (at >= html.size() || html[at] == '>') break;
    ++tag.attributes;
    ++at;  // A name may begin with any character, even "=".
    seek(" \t\r\n\f/>=");
    skip(kBlanks);
    if (at >= html.size() || html[at] != '=') continue;
    ++at;
    skip(kBlanks);
    if (at >= html.size()) break;
    if (html[at] == '"' || html[at] == '\'') at = std::min(html.find(html[at], at + 1), html.size() - 1) + 1;
    else seek(" \t\r\n\f>");
  }
  tag.end = at;
  return tag;
}

/// How much there is of what a parser does not do in linear time.
struct Strain { std::size_t depth = 0, attributes = 0; };

/// How deep elements may nest at most, counted from the tags alone; those that close themselves are not counted. And the
/// most attributes of one element.
Strain strain_of(std::string_view html) {
  Strain most;
  std::size_t depth = 0;
  TagEnd tag;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    if (html.substr(at, 4) == "<!--") {
      at = std::min(html.find("-->", at), html.size() - 1);
      continue;
    }
    const bool closing = html.substr(at + 1, 1) == "/";
    std::size_t end = at + 1 + closing;
    while (end < html.size() && (is_ascii_alpha(html[end]) || is_ascii_digit(html[end]))) ++end;
    const std::string name = ascii_lower(html.substr(at + 1 + closing, std::min<std::size_t>(end - at - 1 - closing, 16)));
    if (!name.empty() && at >= tag.end) {
      tag = tag_end(html, end);
      most.attributes = std::max(most.attributes, tag.attributes);
    }
    if (name.empty() || is_one_of(name, {"p", "li", "td", "tr", "th", "dt", "dd", "option", "thead", "tbody", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})) continue;
    if (!closing && is_one_of(name, {"script", "style", "textarea", "title"})) {
      const std::size_t stop = html.find("</", end);
      at = stop == std::string_view::npos ? html.size() - 1 : stop;
      continue;
    }
    if (closing) depth -= depth > 0;
    else most.depth = std::max(most.depth, ++depth);
  }
  return most;
}

Result<void> check_strain(std::string_view html, const std::string& name) {
  const Strain strain = strain_of(html);
  if (strain.depth > kMaxDepth)
    return std::unexpected(Error{ErrorCode::Limit, "HTML elements are nested deeper than " + std::to_string(kMaxDepth) + " levels", {name}});
  if (strain.attributes > kMaxAttributes)
    return std::unexpected(Error{ErrorCode::Limit, "an HTML element has more than " + std::to_string(kMaxAttributes) + " attributes", {name}});
  return {};
}

/// Windows-1252, which browsers also read for Latin-1.
std::string from_windows_1252(std::string_view bytes) {
  static constexpr std::array<char32_t, 32> kHigh{0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
                                                  0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += c;
    else append_utf8(out, byte < 0xA0 ? kHigh[byte - 0x80U] : byte);
  }
  return out;
}

/// A page that says so is read as Windows-1252; any other as UTF-8 with repairs.
std::string as_utf8(std::string_view bytes) {
  if (!first_bad_utf8(bytes)) return std::string(bytes);
  const std::string head = ascii_lower(bytes.substr(0, 2048));
  const bool western = head.find("iso-8859-1") != std::string::npos || head.find("windows-1252") != std::string::npos || head.find("utf-8") == std::string::npos;
  return western ? from_windows_1252(bytes) : repair_utf8(bytes);
}

/// What was found, by how far it can be trusted: the first value set stays.
void set(std::string& field, std::string_view value) {
  if (field.empty()) field = single_blanks(value);
}

/// What the sources of metadata say, kept apart since they come in any order.
struct Metadata { HtmlPage meta, ld, tags; std::string article_body, shown_date; bool heading = false; };

constexpr std::array<std::string_view, 25> kDateNames{
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued",
    "dc.date.created", "dcterms.created", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date", "article.published", "article.created",
    "last_updated_date", "publication_date", "published_date", "published_time", "citation_date", "citation_publication_date", "og:pubdate", "displaydate"};

void read_meta(const GumboNode& node, Metadata& out) {
  const std::string_view property = attribute(node, "property"), content = attribute(node, "content");
  const std::string name = ascii_lower(!property.empty() ? property : !attribute(node, "name").empty() ? attribute(node, "name") : attribute(node, "itemprop"));
  if (name == "og:title" || name == "dc.title") set(out.meta.title, content);
  else if (name == "twitter:title" || name == "headline") set(out.tags.title, content);
  else if (std::ranges::find(kDateNames, name) != kDateNames.end()) set(out.meta.date, content);
  else if (name == "og:url") set(out.meta.url, content);
  else if (name == "og:site_name") set(out.meta.source, content);
  else if (name == "application-name") set(out.tags.source, content);
  else if (name == "og:locale") set(out.tags.language, content);
}

std::string_view string_of(const Json* value) {
  if (!value) return {};
  if (value->is(Json::Type::String)) return value->string;
  if (const Json* name = value->find("name")) return string_of(name);
  if (const Json* id = value->find("@id")) return string_of(id);
  return value->items.empty() ? std::string_view{} : string_of(&value->items.front());
}

bool is_article_type(const Json* type) {
  if (!type) return false;
  if (type->is(Json::Type::String)) return type->string.ends_with("Article") || type->string.ends_with("BlogPosting");
  return std::ranges::any_of(type->items, [](const Json& item) { return is_article_type(&item); });
}

/// The first object of a type such as NewsArticle; at most a few levels down.
const Json* find_article(const Json& value, int depth) {
  if (is_article_type(value.find("@type"))) return &value;
  if (depth == 0) return nullptr;
  for (const Json& item : value.items)
    if (const Json* found = find_article(item, depth - 1)) return found;
  const Json* graph = value.find("@graph");
  return graph ? find_article(*graph, depth - 1) : nullptr;
}

/// `text` with "&rsquo;" and the like as the characters they stand for; its lines stay.
std::string without_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos || looks_like_html(text)) return std::string(text);
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (!out.empty() || line.data() != text.data()) out += '\n';
    const Tree tree = line.find('&') == std::string_view::npos || line.find('<') != std::string_view::npos ? Tree{nullptr, [](GumboOutput*) {}} : parse(line);
    out += tree ? plain_text(*tree->root) : std::string(line);
  }
  return out;
}

/// The text of an element of few nodes; empty for a larger one.
std::string small_text(const GumboNode& root) {
  constexpr std::size_t kMaxNodes = 16;
  std::size_t nodes = 0;
  std::vector<const GumboNode*> left{&root};
  while (!left.empty() && nodes <= kMaxNodes) {
    const GumboNode* node = left.back();
    left.pop_back();
    ++nodes;
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    const GumboVector& below = node->v.element.children;
    if (below.length > kMaxNodes) return {};
    for (unsigned i = below.length; i > 0; --i) left.push_back(static_cast<const GumboNode*>(below.data[i - 1]));
  }
  return nodes <= kMaxNodes ? plain_text(root) : std::string();
}

/// The day that a page shows under its heading: "Posted on March 4, 2021", in an element named for it.
void read_shown_date(const GumboNode& node, Metadata& out) {
  constexpr std::size_t kMaxBytes = 80;
  if (node.v.element.tag == GUMBO_TAG_H1) out.heading = true;
  const bool marked = attribute(node, "itemprop") == "datePublished" ||
                      (out.heading && has_name_word(node, {"date", "datetime", "dateline", "posted", "pubdate", "published", "time", "timestamp"}));
  if (!marked || !out.shown_date.empty()) return;
  const std::string text = attribute(node, "content").empty() ? small_text(node) : std::string(attribute(node, "content"));
  if (text.size() <= kMaxBytes && find_date(text)) out.shown_date = text;
}

void read_json_ld(const GumboNode& node, Metadata& out) {
  std::string text;
  for (unsigned i = 0; i < node.v.element.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(node.v.element.children.data[i]);
    if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) text += child->v.text.text;
  }
  const auto json = parse_json(text, "JSON-LD");
  const Json* article = json ? find_article(*json, 4) : nullptr;
  if (!article) return;
  set(out.ld.title, string_of(article->find("headline")));
  set(out.ld.date, string_of(article->find("datePublished")));
  set(out.ld.url, string_of(article->find("url")));
  set(out.ld.url, string_of(article->find("mainEntityOfPage")));
  set(out.ld.source, string_of(article->find("publisher")));
  set(out.ld.language, string_of(article->find("inLanguage")));
  if (out.article_body.empty()) out.article_body = without_entities(string_of(article->find("articleBody")));
}

/// Reads what one element says of the article.
void read_element(const GumboNode& node, Metadata& out, std::string& page_title) {
  read_shown_date(node, out);
  switch (node.v.element.tag) {
    case GUMBO_TAG_META: return read_meta(node, out);
    case GUMBO_TAG_HTML: return set(out.tags.language, attribute(node, "lang"));
    case GUMBO_TAG_TITLE: if (page_title.empty()) page_title = plain_text(node); return;
    case GUMBO_TAG_H1: if (out.tags.title.empty()) set(out.tags.title, plain_text(node)); return;
    case GUMBO_TAG_TIME: return set(out.tags.date, attribute(node, "datetime"));
    case GUMBO_TAG_LINK: if (attribute(node, "rel") == "canonical") set(out.tags.url, attribute(node, "href")); return;
    case GUMBO_TAG_SCRIPT: if (attribute(node, "type") == "application/ld+json") read_json_ld(node, out); return;
    default: return;
  }
}

/// <html>'s elements in the order of the page.
void each_element(const GumboNode& root, const std::function<void(const GumboNode&)>& visit) {
  std::vector<const GumboNode*> left{&root};
  while (!left.empty()) {
    const GumboNode* node = left.back();
    left.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    visit(*node);
    const GumboVector& below = node->v.element.children;
    for (unsigned i = below.length; i > 0; --i) left.push_back(static_cast<const GumboNode*>(below.data[i - 1]));
  }
}

const GumboNode* find_tag(const GumboNode& root, GumboTag tag) {
  const GumboNode* found = nullptr;
  each_element(root, [&](const GumboNode& node) { if (!found && node.v.element.tag == tag) found = &node; });
  return found;
}

/// "Iran meets Oman | The Daily" without the name of the site.
std::string without_site(std::string title) {
  for (const std::string_view mark : {" | ", " — ", " – ", " - ", " :: ", " » "}) {
    const std::size_t at = title.rfind(mark);
    if (at != std::string::npos && at > title.size() / 2) return title.substr(0, at);
  }
  return title;
}

}  // namespace

Result<HtmlPage> read_html(std::string_view bytes, const std::string& name) {
  const std::string html = as_utf8(bytes);
  ENTENTE_TRY(check_strain(html, name));
  const Tree tree = parse(html);
  Metadata found;
  std::string page_title;
  each_element(*tree->root, [&](const GumboNode& node) { read_element(node, found, page_title); });
  HtmlPage page = std::move(found.meta);
  for (const auto member : {&HtmlPage::title, &HtmlPage::date, &HtmlPage::url, &HtmlPage::source, &HtmlPage::language}) {
    set(page.*member, found.ld.*member);
    set(page.*member, found.tags.*member);
  }
  set(page.date, found.shown_date);
  if (page.title.empty()) page.title = without_site(page_title);
  const GumboNode* body = find_tag(*tree->root, GUMBO_TAG_BODY);
  if (body) {
    const StatsByNode stats = measure(*body);
    const GumboNode* main = main_element(*body, stats);
    page.text = block_text(*main, stats);
  }
  if (page.text.size() < kEnoughText && found.article_body.size() > page.text.size()) page.text = found.article_body;
  if (trim(page.text).empty()) return std::unexpected(Error{ErrorCode::Syntax, "the page has no text", {name}});
  return page;
}

Result<std::string> html_to_text(std::string_view fragment, const std::string& name) {
  ENTENTE_TRY(check_strain(fragment, name));
  const Tree tree = parse(fragment);
  const GumboNode* body = find_tag(*tree->root, GUMBO_TAG_BODY);
  return body ? block_text(*body, measure(*body)) : std::string{};
}

bool looks_like_html(std::string_view text) noexcept {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    for (const std::string_view tag : {"<p>", "<p ", "<br", "<div", "</a>", "<a ", "</p>", "<ul>", "<h1", "<h2", "<strong>", "<em>", "<b>", "<i>", "<img ", "<span", "<blockquote"})
      if (text.substr(at, tag.size()) == tag) return true;
  return false;
}

}  // namespace entente::internal
