#include "app/plan_shares.hpp"

#include "scenario_builder.hpp"

#include <gtest/gtest.h>
