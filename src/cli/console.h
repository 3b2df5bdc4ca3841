#pragma once

#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "cli/terminal.h"
#include "entente/reader.h"

namespace entente::internal {

/// How a command ended; the numbers are public (see the help).
enum class Exit : int { Done = 0, Nothing = 1, Usage = 2, Partly = 3, File = 4 };

/// The exit code for an error that ends a command.
[[nodiscard]] Exit exit_for(const Error& error) noexcept;

/// Sets up logging to standard error after --log-level, --color and --quiet. Errors: Syntax for a name that is none.
[[nodiscard]] Result<void> set_up_console(const Options& options);

/// One line on standard error, made harmless.
void say_info(std::string_view text);
void say_warning(std::string_view text);
void say_error(const Error& error);
/// That an article was passed over, and why.
void say_skipped(const Error& error);

/// True if colours may be used on standard output / standard error.
[[nodiscard]] bool colour_on_stdout(const Options& options);

/// True if the command prints for people, not for programs.
[[nodiscard]] bool prints_table(const Options& options);

/// The width of the terminal on standard output; 100 if it is none.
[[nodiscard]] std::size_t terminal_width();

/// A line of progress on a terminal: articles, words a second, time left. Nothing in a pipe or with --quiet, nor where the
/// results themselves go to the terminal.
class Progress {
 public:
  /// `reader` tells how much is left. It must outlive this.
  Progress(const Options& options, const ArticleReader& reader);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Takes one more article into the counts.
  void add(const Document& doc, std::size_t statements);
  /// Removes the line, so that something else can be printed.
  void clear();
  [[nodiscard]] double seconds() const;

 private:
  void draw();

  const ArticleReader& reader_;
  std::size_t articles_ = 0, words_ = 0, statements_ = 0;
  bool shown_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace entente::internal
