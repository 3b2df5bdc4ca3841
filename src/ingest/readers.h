#pragma once

#include <memory>
#include <vector>

#include "ingest/bytes.h"
#include "ingest/raw_article.h"

namespace entente::internal {

inline constexpr std::size_t kMaxRecordBytes = std::size_t{192} << 20;  ///< Of one JSON line or CSV row: an article with its escapes.

/// One JSON object a line. A line that cannot be read is one Error.
[[nodiscard]] std::unique_ptr<RawReader> json_lines_reader(Bytes bytes, std::vector<FieldNames> fields);
/// Objects in one array, or one behind another.
[[nodiscard]] std::unique_ptr<RawReader> json_reader(Bytes bytes, std::vector<FieldNames> fields);
/// RFC 4180 with a header row; `separator` is a comma or a tab.
[[nodiscard]] std::unique_ptr<RawReader> csv_reader(Bytes bytes, std::vector<FieldNames> fields, char separator);
/// RSS 2.0, RSS 1.0 and Atom; an article for each item.
[[nodiscard]] std::unique_ptr<RawReader> feed_reader(Bytes bytes);
/// The HTML responses of a WARC file (ISO 28500).
[[nodiscard]] std::unique_ptr<RawReader> warc_reader(Bytes bytes);
/// One page in one file.
[[nodiscard]] std::unique_ptr<RawReader> html_reader(Bytes bytes);
/// One article in one file: front matter, then text.
[[nodiscard]] std::unique_ptr<RawReader> text_reader(Bytes bytes);

}  // namespace entente::internal
