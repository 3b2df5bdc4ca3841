#include "cli/console.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "base/text.h"
#include "cli/asking.h"
#include "model/word_count.h"

namespace entente::internal {

namespace {

Error unknown_choice(std::string_view option, const std::string& value, const std::vector<std::string_view>& choices) {
  std::string message = std::string(option) + ": unknown value '" + value + "'; expected one of";
  for (const std::string_view choice : choices) message += (choice == choices.front() ? " " : ", ") + std::string(choice);
  return {ErrorCode::Syntax, message + did_you_mean(value, choices), {}};
}

bool colour_on(const Options& options, int descriptor) {
  if (options.color != "auto") return options.color == "always";
  return isatty(descriptor) && std::getenv("NO_COLOR") == nullptr;
}

}  // namespace

Exit exit_for(const Error& error) noexcept {
  switch (error.code) {
    case ErrorCode::Syntax: return error.where.file.empty() ? Exit::Usage : Exit::File;
    case ErrorCode::Conflict:
    case ErrorCode::NotFound: return error.where.file.empty() ? Exit::Nothing : Exit::File;
    case ErrorCode::Cancelled: return Exit::Partly;
    default: return Exit::File;
  }
}

Result<void> set_up_console(const Options& options) {
  const std::vector<std::string_view> levels{"debug", "info", "warn", "error"}, colours{"auto", "always", "never"};
  if (std::ranges::find(levels, options.log_level) == levels.end())
    return std::unexpected(unknown_choice("--log-level", options.log_level, levels));
  if (std::ranges::find(colours, options.color) == colours.end())
    return std::unexpected(unknown_choice("--color", options.color, colours));
  const auto mode = colour_on(options, STDERR_FILENO) ? spdlog::color_mode::always : spdlog::color_mode::never;
  auto logger = std::make_shared<spdlog::logger>("entente", std::make_shared<spdlog::sinks::stderr_color_sink_mt>(mode));
  logger->set_pattern("%^%v%$");
  logger->set_level(options.quiet ? spdlog::level::err : spdlog::level::from_str(options.log_level));
  logger->flush_on(spdlog::level::debug);
  spdlog::set_default_logger(std::move(logger));
  return {};
}

void say_info(std::string_view text) { spdlog::info("{}", harmless(text)); }
void say_warning(std::string_view text) { spdlog::warn("warning: {}", harmless(text)); }
void say_error(const Error& error) { spdlog::error("{}", harmless(to_string(error))); }

void say_skipped(const Error& error) { spdlog::info("{}: skipped: {}", harmless(error.where.file), harmless(error.message)); }

bool colour_on_stdout(const Options& options) { return colour_on(options, STDOUT_FILENO); }

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40) return 100;
  return size.ws_col;
}

bool prints_table(const Options& options) {
  const bool has_tables = options.command != "extract" && options.command != "parse" && options.command != "export";
  return has_tables && (options.format.empty() || options.format == "table");
}

namespace {

/// "12 s", "3 min", "2 h 5 min".
std::string duration_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  const std::uint64_t minutes = (whole + 59) / 60;
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

}  // namespace

Progress::Progress(const Options& options, const ArticleReader& reader)
    : reader_(reader), shown_(!options.quiet && isatty(STDERR_FILENO) && !(options.command == "extract" && options.output == "-" && isatty(STDOUT_FILENO))),
      start_(std::chrono::steady_clock::now()), last_(start_) {}

Progress::~Progress() { clear(); }

double Progress::seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

void Progress::add(const Document& doc, std::size_t statements) {
  if (!shown_) return;
  ++articles_;
  words_ += words_in(doc);
  statements_ += statements;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  draw();
}

void Progress::draw() {
  constexpr double kSettled = 2;  // seconds until the rate says something about what is left
  const double passed = seconds();
  std::string line = plural(articles_, "article") + ", " + plural(statements_, "statement") + ", " +
                     grouped(static_cast<std::size_t>(static_cast<double>(words_) / std::max(0.001, passed))) + " words/s";
  if (const std::optional<double> share = reader_.share_read()) {
    line += ", " + std::to_string(static_cast<int>(*share * 100)) + " % read";
    if (passed >= kSettled && *share > 0 && *share < 1) line += ", " + duration_text(passed / *share - passed) + " left";
  }
  drawn_ = true;
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
}

void Progress::clear() {
  if (!std::exchange(drawn_, false)) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

}  // namespace entente::internal
