#pragma once

#include "app/access.hpp"
#include "report/stock_form.hpp"

#include <functional>
#include <string>
#include <vector>

/// Papers of a store, filled in from the books. Errors of all: those of `open_session`.

namespace imdad::app {

/// For what goes on one vehicle. `dispatches`: ids or their first digits, all from one place to
/// one other. Errors also: `unknown_dispatch`, `several_dispatches`, `other_way`.
[[nodiscard]] Answer<report::StockForm> waybill(const Access& access,
                                                const std::vector<std::string>& dispatches);

/// What shipment `planned` of an adopted plan would take today, lot by lot, before it is sent.
/// `plan`: its name; empty: the last adopted. Errors also: those of `ship_planned`;
/// `nothing_to_send`.
[[nodiscard]] Answer<report::StockForm> planned_waybill(const Access& access,
                                                        const std::string& plan,
                                                        std::int64_t planned);

/// What arrived of the same, receipt by receipt; what was taken back is left out.
[[nodiscard]] Answer<report::StockForm> received_note(const Access& access,
                                                      const std::vector<std::string>& dispatches);

/// Every movement on the shelf of one product at one place, in the order in which they were
/// booked, with the balance after each. Errors also: `unknown_name`.
[[nodiscard]] Answer<report::StockForm> stock_card(const Access& access,
                                                   const std::string& place,
                                                   const std::string& unit);

/// What is on the shelf and in quarantine at one place, first what expires first, with room to
/// write. `unit`: only this product; empty: all. `booked`: with the amounts of the books; without
/// them nobody can copy them. Errors also: `unknown_name`.
[[nodiscard]] Answer<report::StockForm> count_sheet(const Access& access,
                                                    const std::string& place,
                                                    const std::string& unit,
                                                    bool booked);

/// The form that `make` gives, of books that stood still while it was made, with their mark on it:
/// where they never do, that of the last try. `checkpoint`: of a sheet that is to be checked;
/// empty: none. Errors also: those of `make`; `bad_checkpoint`.
[[nodiscard]] Answer<report::StockForm> marked_form(
    const Access& access,
    const std::string& checkpoint,
    const std::function<Answer<report::StockForm>()>& make);

}  // namespace imdad::app
