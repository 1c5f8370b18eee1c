#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include <memory>
#include <optional>

#include "base/utf8.hpp"
#include "telusur/text.hpp"
#include "text/icu_error.hpp"

namespace telusur {

namespace {

constexpr std::size_t kSampleBytes = 8192;
/// ICU counts bytes in 32 bits with a sign, and a byte can become three.
constexpr std::size_t kMaxBytes = std::size_t{1} << 29;
/// Below this ICU's detector guesses wildly on short texts (its scale is 0 to 100).
constexpr std::int32_t kMinConfidence = 20;

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct DetectorCloser {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto [value, length] = base::code_point_at(bytes, at);
    if (value == 0xFFFD && length == 1) {
      return false;
    }
    at += length;
  }
  return true;
}

/// Bytes in a named encoding as UTF-8; nothing when ICU does not know the name.
std::optional<DecodedText> convert(std::string_view bytes, const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) {
    return std::nullopt;
  }
  std::string utf8;
  const auto needed = ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), nullptr, 0, bytes.data(),
                                         static_cast<std::int32_t>(bytes.size()), &status);
  if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) {
    return std::nullopt;
  }
  status = U_ZERO_ERROR;
  utf8.resize(static_cast<std::size_t>(needed) + 1);
  ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), utf8.data(), static_cast<std::int32_t>(utf8.size()), bytes.data(),
                     static_cast<std::int32_t>(bytes.size()), &status);
  text::check_icu(status, "convert a text to UTF-8");
  utf8.resize(static_cast<std::size_t>(needed));
  const char* canonical = ucnv_getStandardName(name.c_str(), "IANA", &status);
  return DecodedText{std::move(utf8), U_SUCCESS(status) && canonical != nullptr ? canonical : name};
}

struct ByteOrderMark {
  std::string_view bytes;
  const char* encoding;
};

/// UTF-32 stands first: its little-endian mark begins with that of UTF-16.
constexpr ByteOrderMark kMarks[] = {{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                    {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                    {{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                    {{"\xFF\xFE", 2}, "UTF-16LE"},
                                    {{"\xFE\xFF", 2}, "UTF-16BE"}};

std::optional<DecodedText> by_mark(std::string_view bytes) {
  for (const auto& mark : kMarks) {
    if (bytes.substr(0, mark.bytes.size()) == mark.bytes) {
      return convert(bytes.substr(mark.bytes.size()), mark.encoding);
    }
  }
  return std::nullopt;
}

std::string detect(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
  const auto sample = bytes.substr(0, kSampleBytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < kMinConfidence) {
    return "windows-1252";
  }
  const char* name = ucsdet_getName(match, &status);
  return U_SUCCESS(status) && name != nullptr ? name : "windows-1252";
}

DecodedText decode(std::string_view bytes, std::string_view declared) {
  if (auto marked = by_mark(bytes)) {
    return std::move(*marked);
  }
  if (!declared.empty()) {
    const bool utf8 = declared == "utf-8" || declared == "UTF-8";
    if (auto converted = utf8 ? std::nullopt : convert(bytes, std::string(declared))) {
      return std::move(*converted);
    }
  }
  if (is_valid_utf8(bytes)) {
    return {std::string(bytes), "UTF-8"};
  }
  if (auto converted = convert(bytes, detect(bytes))) {
    return std::move(*converted);
  }
  return {base::valid_utf8(bytes), "UTF-8"};
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view declared) {
  if (bytes.size() > kMaxBytes) {
    throw Error(ErrorCode::kInvalidArgument,
                "a text of " + std::to_string(bytes.size()) + " bytes; at most 536870912 can be converted", "file");
  }
  DecodedText text = decode(bytes, declared);
  if (std::string_view(text.utf8).substr(0, kSampleBytes).find('\0') != std::string_view::npos) {
    throw Error(ErrorCode::kInvalidArgument, "binary data instead of text: a NUL within the first 8 KB", "file");
  }
  return text;
}

}  // namespace telusur
