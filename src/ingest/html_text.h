#pragma once

#include <gumbo.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace entente::internal {

/// What stands below an element. Paragraphs: text in paragraphs of some length and few links.
struct TextStats { std::size_t text = 0, links = 0, paragraphs = 0; };
using StatsByNode = std::unordered_map<const GumboNode*, TextStats>;

/// The value of an attribute; empty if there is none.
[[nodiscard]] std::string_view attribute(const GumboNode& node, const char* name);
/// Elements whose text is never part of an article: <nav>, <form>, <script> …, and hidden ones.
[[nodiscard]] bool is_furniture(const GumboNode& node);
/// Elements that furniture is put into by class or id: "share-buttons", "related" …
[[nodiscard]] bool is_named_furniture(const GumboNode& node);

/// True if one of the words of an element's class and id ("posted-on", "pubDate") is among `words`.
[[nodiscard]] bool has_name_word(const GumboNode& node, std::initializer_list<std::string_view> words);

/// The statistics of all elements below `root`, furniture not counted.
[[nodiscard]] StatsByNode measure(const GumboNode& root);
/// The element that holds the main text; `body` if nothing stands out.
[[nodiscard]] const GumboNode* main_element(const GumboNode& body, const StatsByNode& stats);
/// The text below `root`, blocks parted by empty lines, without furniture.
[[nodiscard]] std::string block_text(const GumboNode& root, const StatsByNode& stats);
/// The text below `root` on one line.
[[nodiscard]] std::string plain_text(const GumboNode& root);

}  // namespace entente::internal
