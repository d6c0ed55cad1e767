#include "app/amount_text.hpp"

#include "report/amounts.hpp"

#include <fmt/format.h>

namespace imdad::app {

std::string amount_text(const ledger::Book& book, ledger::Name unit, base::Int128 amount) {
    return report::amount_text(amount, decimals_of(book, unit));
}

std::string amount_with_unit(const ledger::Book& book, ledger::Name unit, base::Int128 amount) {
    return fmt::format("{} {}", amount_text(book, unit, amount), book.names().text(unit));
}

}  // namespace imdad::app
