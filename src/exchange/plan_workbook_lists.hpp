#pragma once

#include "exchange/plan_public.hpp"
#include "exchange/plan_workbook_book.hpp"
#include "model/measures.hpp"

/// The sheets per first-level area.

namespace imdad::exchange {

/// Restricted: who receives what, when and from where.
void add_distribution_lists(Book& book,
                            const model::Scenario& scenario,
                            const model::PlanResult& result);

/// Public: what the people of each area receive, by programme and product.
void add_received_lists(Book& book,
                        const model::Scenario& scenario,
                        const model::PlanResult& result);

}  // namespace imdad::exchange
