#pragma once

#include <memory>

#include "engine/index_store.hpp"
#include "telusur/engine.hpp"

namespace telusur {

struct Engine::Impl {
  std::shared_ptr<engine::IndexStore> store;
};

}  // namespace telusur
