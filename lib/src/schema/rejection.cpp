#include "schema/rejection.hpp"

#include <string>

#include "telusur/error.hpp"

namespace telusur::schema {

void reject_setting(std::string_view field, std::string_view why) {
  throw Error(ErrorCode::kInvalidArgument, "settings field '" + std::string(field) + "' " + std::string(why),
              "settings");
}

}  // namespace telusur::schema
