#include "base/text.h"
#include "entente/statement.h"
#include "fuzz.h"
#include "ingest/dates.h"

namespace entente::fuzz {

/// Plain text as an article; what is done with any text: repair, keys, days, sketches.
void run_text(std::string_view bytes) {
  (void)read_articles("text", bytes);
  const std::string text = internal::repair_utf8(bytes);
  expect(!internal::first_bad_utf8(text), "a repaired text that is not UTF-8");
  const std::string key = internal::slug(text);
  expect(key.empty() || is_key_path(key), "a slug that is no key");
  for (const std::string& made : {internal::to_lower(text), internal::fold_diacritics(text), internal::single_blanks(text)})
    expect(!internal::first_bad_utf8(made), "a changed text that is not UTF-8");
  if (const auto day = parse_day(bytes)) expect(to_string(*day) == bytes, "a day that reads otherwise when it is written");
  (void)internal::find_date(bytes);
  const std::string sketch = sketch_of(text);
  expect(sketch.empty() || is_sketch(sketch), "a sketch that is none");
}

}  // namespace entente::fuzz
