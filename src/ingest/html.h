#pragma once

#include <string>
#include <string_view>

#include "entente/result.h"

namespace entente::internal {

/// What an HTML page says about its article.
struct HtmlPage { std::string title, text, date, url, source, language; };

/// The article of a page: its main text by text density, paragraphs parted by empty lines; navigation, forms, scripts
/// and other furniture left out; title, date and so on from <meta>, <time>, JSON-LD, <html> and <link>. Bytes that
/// are not UTF-8 are read as Windows-1252. Errors: Limit for elements nested too deep; Syntax if there is no text.
[[nodiscard]] Result<HtmlPage> read_html(std::string_view bytes, const std::string& name);

/// The text of a piece of HTML, as feeds carry it. Errors: Limit.
[[nodiscard]] Result<std::string> html_to_text(std::string_view fragment, const std::string& name);

/// True if `text` is marked up: it has a paragraph, line break, link or division of HTML.
[[nodiscard]] bool looks_like_html(std::string_view text) noexcept;

}  // namespace entente::internal
