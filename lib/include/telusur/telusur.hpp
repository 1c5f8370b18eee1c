#pragma once

// Everything a program that links telusur needs.
#include "telusur/analyzer.hpp"
#include "telusur/builder.hpp"
#include "telusur/csv.hpp"
#include "telusur/document.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"
#include "telusur/federation.hpp"
#include "telusur/index.hpp"
#include "telusur/options.hpp"
#include "telusur/search.hpp"
#include "telusur/settings.hpp"
#include "telusur/similar.hpp"
#include "telusur/suggest.hpp"
#include "telusur/text.hpp"
#include "telusur/version.hpp"
