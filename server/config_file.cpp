#include "config_file.hpp"

#include <toml++/toml.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

namespace telusur::server {

namespace {

[[noreturn]] void refuse(const std::string& sentence) { throw CLI::ConfigError(sentence, CLI::ExitCodes::ConfigError); }

std::string bytes_of(const std::string& file) {
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown)) {
    refuse("cannot read the configuration file " + file + ": Is a directory");
  }
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  const int reason = in ? 0 : errno;
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (reason != 0 || in.bad()) {
    refuse("cannot read the configuration file " + file + ": " +
           std::generic_category().message(reason != 0 ? reason : EIO));
  }
  return bytes;
}

/// An option takes numbers when CLI11 names its type so.
bool takes_number(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.starts_with("UINT") || type.starts_with("INT") || type.starts_with("FLOAT");
}

bool is_flag(const CLI::Option& option) { return option.get_expected_max() == 0; }

/// The text of a number that reads as that number again.
template <typename Number>
std::string number_text(Number number) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

/// A value as it would stand on the command line; nothing when it is of a kind that `option` does not take.
std::optional<std::string> argument(const CLI::Option& option, const toml::node& node) {
  if (const auto* truth = node.as_boolean()) {
    return is_flag(option) ? std::optional<std::string>(truth->get() ? "true" : "false") : std::nullopt;
  }
  if (const auto* text = node.as_string()) {
    return is_flag(option) ? std::nullopt : std::optional(text->get());
  }
  if (!takes_number(option)) {
    return std::nullopt;
  }
  if (const auto* whole = node.as_integer()) {
    return number_text(whole->get());
  }
  if (const auto* number = node.as_floating_point()) {
    return number_text(number->get());
  }
  return std::nullopt;
}

const char* wanted_kind(const CLI::Option& option) {
  if (is_flag(option)) {
    return "true or false";
  }
  return takes_number(option) ? "a number" : "a text in quotes";
}

/// A configuration file that is read into the options of a program.
class ConfigFile {
 public:
  ConfigFile(CLI::App& app, std::string file) : app_(app), file_(std::move(file)) {}

  void read() const {
    const toml::table root = parse();
    for (const auto& [name, node] : root) {
      read_entry(std::string(name.str()), node);
    }
  }

 private:
  toml::table parse() const {
    const std::string bytes = bytes_of(file_);
    try {
      return toml::parse(bytes);
    } catch (const toml::parse_error& error) {
      refuse(place(error.source()) + "this is no TOML: " + std::string(error.description()));
    }
  }

  void read_entry(const std::string& name, const toml::node& node) const {
    if (node.is_table() || node.is_array_of_tables()) {
      refuse(place(node.source()) + "'" + name + "' is a section, and options stand outside of sections");
    }
    CLI::Option* option = app_.get_option_no_throw("--" + name);
    if (option == nullptr || !option->get_configurable()) {
      refuse(place(node.source()) + "'" + name + "' is no option's long name (see --help)");
    }
    const std::vector<std::string> values = arguments(name, *option, node);
    if (option->count() == 0) {  // else the command line or the environment has said it
      give(name, *option, values, node);
    }
  }

  std::vector<std::string> arguments(const std::string& name, const CLI::Option& option, const toml::node& node) const {
    std::vector<std::string> values;
    const auto add = [&](const toml::node& value) {
      auto text = argument(option, value);
      if (!text) {
        refuse(place(value.source()) + name + " must be " + wanted_kind(option));
      }
      values.push_back(std::move(*text));
    };
    if (const toml::array* list = node.as_array()) {
      if (list->empty() || option.get_expected_max() <= 1) {
        refuse(place(node.source()) + name + " must be " + wanted_kind(option) +
               (list->empty() ? ", not an empty list" : ", not a list"));
      }
      for (const toml::node& value : *list) {
        add(value);
      }
    } else {
      add(node);
    }
    return values;
  }

  void give(const std::string& name, CLI::Option& option, const std::vector<std::string>& values,
            const toml::node& node) const {
    try {
      option.add_result(values);
      option.run_callback();
    } catch (const CLI::ConversionError&) {
      refuse(place(node.source()) + name + ": '" + values.front() + "' is not " + wanted_kind(option));
    } catch (const CLI::ParseError& error) {
      const std::string_view said = error.what();
      refuse(place(node.source()) + std::string(said.starts_with("--") ? said.substr(2) : said));
    }
  }

  std::string place(const toml::source_region& source) const {
    return file_ + ":" + std::to_string(source.begin.line) + ": ";
  }

  CLI::App& app_;
  const std::string file_;
};

}  // namespace

CLI::Option* add_config_option(CLI::App& app) {
  return app
      .add_option_function<std::string>(
          "--config",
          [&app](const std::string& file) {
            if (app.get_help_ptr()->count() == 0) {
              ConfigFile(app, file).read();
            }
          },
          "TOML file with the options below by their long names; the command line wins, then the environment")
      ->configurable(false)
      ->type_name("FILE");
}

}  // namespace telusur::server
