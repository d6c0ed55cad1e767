#include "cli/stock_text.hpp"

#include "cli/movement_options.hpp"
#include "exchange/file_bytes.hpp"
#include "report/catalogue.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace imdad::cli {

std::string stock_text(const app::StockOutcome& outcome) {
    std::vector<std::vector<std::string>> rows;
    for (const app::StockLine& line : outcome.lines) {
        if (rows.size() < kMovementsShown) {
            rows.push_back({line.at,
                            line.unit,
                            line.lot,
                            line.expiry,
                            line.pledge,
                            line.activity,
                            fmt::format("{}", line.amount),
                            line.stage,
                            line.to_stage.empty() ? report::say("movement.as_booked")
                            : line.to.empty()     ? line.to_stage
                                                  : line.to_stage + " " + line.to});
        }
    }
    const std::string text =
        table_of({"at", "unit", "lot", "expiry", "pledge", "activity", "amount", "stage", "now"},
                 rows,
                 {"amount"}) +
        more_movements(outcome.lines.size());
    if (!outcome.proposal.empty()) {
        return text + report::say("movement.proposed", fmt::arg("id", outcome.proposal)) + '\n';
    }
    if (outcome.needs_second_person) {
        return text + report::say("movement.needs_second") + '\n';
    }
    return text + ending(outcome.written, outcome.replayed, outcome.id);
}

/// A document is named by its hash, or the file itself is given.
std::string hash_of_document(const std::string& document) {
    return std::filesystem::exists(document) ? exchange::sha256_hex(exchange::read_bytes(document))
                                             : document;
}

}  // namespace imdad::cli
