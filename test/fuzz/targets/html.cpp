#include "fuzz.h"
#include "ingest/html.h"

namespace entente::fuzz {

/// A page, and a piece of HTML as feeds carry it.
void run_html(std::string_view bytes) {
  (void)read_articles("html", bytes);
  (void)internal::looks_like_html(bytes);
  if (const auto text = internal::html_to_text(bytes, "fuzz"); !text) expect_told(text.error());
}

}  // namespace entente::fuzz
