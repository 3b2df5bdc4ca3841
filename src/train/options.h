#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace entente::train {

/// One option of a command, "--name value", and what to do with its value. `take` gives false if
/// the value does not fit.
struct Option {
  std::string name;
  std::string help;
  std::function<bool(const std::string&)> take;
};

/// Reads "--name value" pairs. False, with a message on stderr that lists all options, at the
/// first that does not fit.
bool read_options(const std::vector<std::string>& arguments, const std::vector<Option>& options);

/// Readers of values for Option::take.
std::function<bool(const std::string&)> into(double& value);
std::function<bool(const std::string&)> into(int& value);
std::function<bool(const std::string&)> into(std::filesystem::path& value);
std::function<bool(const std::string&)> into(std::size_t& value);

}  // namespace entente::train
