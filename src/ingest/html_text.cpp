#include "ingest/html_text.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "base/text.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMinParagraph = 40;   ///< Bytes of text that make a paragraph.

bool has_children(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE; }
bool is_text(const GumboNode& node) { return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE; }
GumboTag tag_of(const GumboNode& node) { return has_children(node) ? node.v.element.tag : GUMBO_TAG_UNKNOWN; }

std::span<const GumboNode* const> children(const GumboNode& node) {
  if (!has_children(node)) return {};
  return {reinterpret_cast<const GumboNode* const*>(node.v.element.children.data), node.v.element.children.length};
}

/// Elements of AMP pages, which HTML has no names for.
bool is_amp_furniture(const GumboNode& node) {
  static constexpr std::array<std::string_view, 9> kNames{"amp-ad", "amp-consent", "amp-embed", "amp-list", "amp-sidebar", "amp-social-share", "amp-sticky-ad",
                                                          "amp-subscriptions-dialog", "amp-user-notification"};
  if (tag_of(node) != GUMBO_TAG_UNKNOWN || !has_children(node)) return false;
  GumboStringPiece name = node.v.element.original_tag;
  gumbo_tag_from_original_text(&name);
  return name.data && std::ranges::binary_search(kNames, ascii_lower(std::string_view(name.data, name.length)));
}

template <std::size_t N>
bool one_of(GumboTag tag, const std::array<GumboTag, N>& tags) { return std::ranges::find(tags, tag) != tags.end(); }

constexpr std::array kDropped{GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NAV, GUMBO_TAG_ASIDE, GUMBO_TAG_FOOTER,
                              GUMBO_TAG_FORM, GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_INPUT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,
                              GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO,
                              GUMBO_TAG_CANVAS, GUMBO_TAG_HEAD, GUMBO_TAG_TITLE, GUMBO_TAG_MENU};
constexpr std::array kBlocks{GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION, GUMBO_TAG_MAIN, GUMBO_TAG_H1, GUMBO_TAG_H2,
                             GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_LI, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DL,
                             GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION,
                             GUMBO_TAG_HEADER, GUMBO_TAG_TABLE, GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_CAPTION, GUMBO_TAG_HR,
                             GUMBO_TAG_ADDRESS, GUMBO_TAG_BODY, GUMBO_TAG_TBODY, GUMBO_TAG_CENTER, GUMBO_TAG_TIME};
constexpr std::array kContainers{GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN, GUMBO_TAG_SECTION, GUMBO_TAG_DIV, GUMBO_TAG_TD, GUMBO_TAG_BODY,
                                 GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_CENTER};
constexpr std::array kRaw{GUMBO_TAG_PRE};
constexpr std::array kLists{GUMBO_TAG_DIV, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_TD, GUMBO_TAG_TR, GUMBO_TAG_TABLE, GUMBO_TAG_SECTION, GUMBO_TAG_HEADER};

/// Words of class and id that name furniture, and those that name the article.
constexpr std::array<std::string_view, 52> kFurnitureWords{
    "ad", "addtoany", "ads", "advert", "advertisement", "banner", "barrier", "breadcrumb", "breadcrumbs", "cmp", "comment",
    "comments", "consent", "cookie", "cookies", "disqus", "footer", "gdpr", "hidden", "jp", "login", "masthead", "menu", "modal",
    "more", "nav", "navbar", "navigation", "newsletter", "onetrust", "onward", "outbrain", "paywall", "popular", "popup", "promo",
    "recirculation", "recommended", "related", "relatedarticles", "relatedposts", "share", "sharedaddy", "sharing", "sidebar",
    "skip", "social", "sponsored", "subscribe", "subscription", "taboola", "trending"};
constexpr std::array<std::string_view, 9> kArticleWords{"article", "articlebody", "body", "content", "entry", "main", "post", "story", "text"};

/// The words of an element's class and id, small letters, parted at all else and at capitals ("shareBar").
template <class Visit>
void each_name_word(const GumboNode& node, Visit visit) {
  for (const char* name : {"class", "id"}) {
    std::string word;
    char before = ' ';
    for (const char c : attribute(node, name)) {
      if (is_ascii_upper(c) && is_ascii_lower(before) && !word.empty()) { visit(word); word.clear(); }
      if (is_ascii_alpha(c)) word += ascii_lower(c);
      else if (!word.empty()) { visit(word); word.clear(); }
      before = c;
    }
    if (!word.empty()) visit(word);
  }
}

/// Runs over all nodes below `root` without recursion: `enter` says whether to go in, `leave` comes behind the children.
template <class Enter, class Leave>
void walk(const GumboNode& root, Enter enter, Leave leave) {
  struct Step { const GumboNode* node; bool leaving; };
  std::vector<Step> steps{{&root, false}};
  while (!steps.empty()) {
    const Step step = steps.back();
    steps.pop_back();
    if (step.leaving) { leave(*step.node); continue; }
    if (!enter(*step.node)) continue;
    steps.push_back({step.node, true});
    const auto below = children(*step.node);
    for (auto child = below.rbegin(); child != below.rend(); ++child) steps.push_back({*child, false});
  }
}

std::size_t text_size(std::string_view text) { return single_blanks(text).size(); }

TextStats stats_of(const StatsByNode& stats, const GumboNode& node) {
  const auto found = stats.find(&node);
  return found == stats.end() ? TextStats{} : found->second;
}

double link_density(const TextStats& stats) { return stats.text == 0 ? 0 : double(stats.links) / double(stats.text); }

}  // namespace

std::string_view attribute(const GumboNode& node, const char* name) {
  if (!has_children(node)) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view{};
}

bool is_furniture(const GumboNode& node) {
  if (node.type == GUMBO_NODE_COMMENT) return true;
  if (!has_children(node)) return false;
  if (one_of(tag_of(node), kDropped) || is_amp_furniture(node)) return true;
  const std::string_view role = attribute(node, "role");
  if (role == "navigation" || role == "complementary" || role == "contentinfo" || role == "search") return true;
  if (attribute(node, "aria-hidden") == "true" || gumbo_get_attribute(&node.v.element.attributes, "hidden")) return true;
  const std::string style = ascii_lower(attribute(node, "style"));
  return style.find("display:none") != std::string::npos || style.find("display: none") != std::string::npos;
}

bool has_name_word(const GumboNode& node, std::initializer_list<std::string_view> words) {
  bool found = false;
  each_name_word(node, [&](const std::string& word) { found = found || std::ranges::find(words, word) != words.end(); });
  return found;
}

bool is_named_furniture(const GumboNode& node) {
  const GumboTag tag = tag_of(node);
  if (!has_children(node) || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN) return false;
  bool furniture = false, article = false;
  each_name_word(node, [&](const std::string& word) {
    furniture = furniture || std::ranges::binary_search(kFurnitureWords, word);
    article = article || std::ranges::binary_search(kArticleWords, word);
  });
  return furniture && !article;
}

StatsByNode measure(const GumboNode& root) {
  StatsByNode stats;
  walk(
      root, [](const GumboNode& node) { return !is_furniture(node); },
      [&](const GumboNode& node) {
        TextStats own = stats_of(stats, node);
        if (is_text(node)) own.text = text_size(node.v.text.text);
        if (tag_of(node) == GUMBO_TAG_A) own.links = own.text;
        const bool paragraph = tag_of(node) == GUMBO_TAG_P || tag_of(node) == GUMBO_TAG_PRE || tag_of(node) == GUMBO_TAG_BLOCKQUOTE;
        if (paragraph && own.text >= kMinParagraph && link_density(own) < 0.5) own.paragraphs = own.text;
        if (has_children(node)) {
          std::size_t direct = 0;  // text of a <div> that has no <p>
          for (const GumboNode* child : children(node))
            if (child->type == GUMBO_NODE_TEXT) direct += text_size(child->v.text.text);
          if (!paragraph && direct >= 2 * kMinParagraph) own.paragraphs += direct;
        }
        stats[&node] = own;
        if (&node == &root || !node.parent) return;
        TextStats& above = stats[node.parent];
        above.text += own.text;
        above.links += own.links;
        above.paragraphs += own.paragraphs;
      });
  return stats;
}

namespace {

/// The element marked as the article that has the most paragraphs, if they are a good part of the page's; else the body.
const GumboNode* marked_article(const GumboNode& body, const StatsByNode& stats) {
  const GumboNode* best = nullptr;
  std::size_t most = 0;
  walk(
      body,
      [&](const GumboNode& node) {
        if (is_furniture(node)) return false;
        const GumboTag tag = tag_of(node);
        const bool marked = tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN || attribute(node, "role") == "main" || attribute(node, "itemprop") == "articleBody";
        const std::size_t paragraphs = stats_of(stats, node).paragraphs;
        if (marked && paragraphs >= most && paragraphs > 0) { best = &node; most = paragraphs; }
        return true;
      },
      [](const GumboNode&) {});
  return best && most * 10 >= stats_of(stats, body).paragraphs * 4 ? best : &body;
}

}  // namespace

/// Goes down from there as long as one child holds most of the paragraphs that are left.
const GumboNode* main_element(const GumboNode& body, const StatsByNode& stats) {
  const GumboNode* best = marked_article(body, stats);
  for (;;) {
    const GumboNode* next = nullptr;
    std::size_t most = 0, all = 0;
    for (const GumboNode* child : children(*best)) {
      if (is_furniture(*child) || is_named_furniture(*child)) continue;
      const std::size_t paragraphs = stats_of(stats, *child).paragraphs;
      all += paragraphs;
      if (paragraphs > most) { most = paragraphs; next = child; }
    }
    const bool container = next && (one_of(tag_of(*next), kContainers) || children(*next).size() > 2);
    const bool leaf = next && (tag_of(*next) == GUMBO_TAG_P || tag_of(*next) == GUMBO_TAG_PRE);
    if (!next || leaf || !container || most * 10 < all * 7) return best;
    best = next;
  }
}

namespace {

/// Gathers blocks of text.
class Blocks {
 public:
  void add(std::string_view text) { line_ += text; }
  void new_line() { line_ += '\n'; }
  void end_block() {
    std::string block;
    for (const std::string_view part : split(line_, '\n')) {
      const std::string clean = single_blanks(part);
      if (!clean.empty()) block += (block.empty() ? "" : "\n") + clean;
    }
    line_.clear();
    if (!block.empty()) text_ += (text_.empty() ? "" : "\n\n") + block;
  }
  std::string take() { end_block(); return std::move(text_); }

 private:
  std::string text_, line_;
};

/// Line ends of the source are blanks, but for <pre>.
std::string inline_text(const char* text, bool raw) {
  std::string out(text);
  if (!raw) std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == '\f'; }, ' ');
  return out;
}

}  // namespace

namespace {

/// Menus and lists of other stories: nearly all of the text is links, or most of a short one without a paragraph.
bool is_link_list(const GumboNode& node, const TextStats& stats) {
  constexpr std::size_t kShort = 600;
  const bool short_list = stats.paragraphs == 0 && stats.text < kShort;
  return one_of(tag_of(node), kLists) && stats.text > 0 && link_density(stats) > (short_list ? 0.65 : 0.8);
}

}  // namespace

std::string block_text(const GumboNode& root, const StatsByNode& stats) {
  Blocks blocks;
  const std::size_t all = stats_of(stats, root).text;
  int raw = 0;
  walk(
      root,
      [&](const GumboNode& node) {
        const TextStats own = stats_of(stats, node);
        if (&node != &root && (is_furniture(node) || is_link_list(node, own) || (is_named_furniture(node) && own.text * 2 < all))) return false;
        if (is_text(node)) blocks.add(inline_text(node.v.text.text, raw > 0));
        if (tag_of(node) == GUMBO_TAG_BR) blocks.new_line();
        if (one_of(tag_of(node), kBlocks)) blocks.end_block();
        raw += one_of(tag_of(node), kRaw);
        return true;
      },
      [&](const GumboNode& node) {
        if (one_of(tag_of(node), kBlocks)) blocks.end_block();
        raw -= one_of(tag_of(node), kRaw);
      });
  return blocks.take();
}

std::string plain_text(const GumboNode& root) {
  std::string out;
  walk(
      root,
      [&](const GumboNode& node) {
        if (is_text(node)) out += node.v.text.text;
        if (tag_of(node) == GUMBO_TAG_BR) out += ' ';
        return true;
      },
      [](const GumboNode&) {});
  return single_blanks(out);
}

}  // namespace entente::internal
