#include "export/folder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>
#include <string>

#include "base/try.h"
#include "export/text.h"

namespace entente {

Result<void> Exporter::write_files(const KnowledgeGraph& graph, const FileSink& sink, const ExportOptions& options) const {
  std::ostringstream out;
  ENTENTE_TRY(write(graph, out, options));
  return sink("graph" + std::string(info().extension), out.view());
}

namespace internal {

namespace {

constexpr std::size_t kBlock = 512;
using Header = std::array<char, kBlock>;

void put(Header& header, std::size_t at, std::string_view text) { std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(at)); }

void put_octal(Header& header, std::size_t at, int digits, std::size_t value) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%0*zo", digits, value);
  put(header, at, text.data());
}

// POSIX.1-1988, ustar: name 0, mode 100, owner 108, group 116, size 124, time 136, sum 148, type 156, magic 257, version 263.
Header header_of(std::string_view name, std::size_t size) {
  Header header{};
  put(header, 0, name);
  put_octal(header, 100, 7, name.ends_with(".sh") ? 0755 : 0644);
  for (const std::size_t at : {108, 116}) put_octal(header, at, 7, 0);
  put_octal(header, 124, 11, size);
  put_octal(header, 136, 11, 0);
  put(header, 148, "        ");  // the sum is taken as if it were blank
  header[156] = '0';
  put(header, 257, "ustar");
  put(header, 263, "00");
  std::size_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put_octal(header, 148, 6, sum);
  header[154] = '\0';
  return header;
}

}  // namespace

Result<void> FolderExporter::write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const {
  TextSink sink(out);
  ENTENTE_TRY(write_files(graph, [&sink](std::string_view name, std::string_view content) -> Result<void> {
    const Header header = header_of(name, content.size());
    sink << std::string_view(header.data(), header.size()) << content << std::string((kBlock - content.size() % kBlock) % kBlock, '\0');
    sink.spill();
    return {};
  }, options));
  sink << std::string(2 * kBlock, '\0');
  return sink.finish();
}

}  // namespace internal

}  // namespace entente
