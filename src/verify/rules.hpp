#pragma once

#include "verify/absorption.hpp"
#include "verify/calendar.hpp"
#include "verify/goods.hpp"
#include "verify/locks.hpp"
#include "verify/service_rules.hpp"

/// Everything that the checks ask of a scenario, worked out once.

namespace imdad::verify {

struct Rules {
    explicit Rules(const model::Scenario& data)
        : scenario(data),
          calendar(data),
          goods(data, calendar),
          service(data, calendar),
          absorption(data, calendar),
          locks(data, calendar, service) {}

    Rules(const Rules&) = delete;
    Rules& operator=(const Rules&) = delete;

    const model::Scenario& scenario;
    const Calendar calendar;
    const Goods goods;
    const ServiceRules service;
    const AbsorptionRules absorption;
    const LockRules locks;
};

}  // namespace imdad::verify
