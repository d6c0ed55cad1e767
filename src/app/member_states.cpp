#include "app/member_states.hpp"

#include "app/table_edit.hpp"

namespace imdad::app {

std::vector<registry::Party> member_states() {
    const TableEdit table = TableEdit::parse(kMemberStatesCsv, "member_states.csv");
    const auto cell = [&](std::size_t row, const char* column) {
        return std::string(table.cell(row, table.find_column(column).value()));
    };
    std::vector<registry::Party> states;
    states.reserve(table.row_count());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        states.push_back({.id = cell(row, "iso3"),
                          .type = registry::Party::Type::state,
                          .code = cell(row, "iso3"),
                          .names = {.en = cell(row, "name_en"),
                                    .fr = cell(row, "name_fr"),
                                    .ar = cell(row, "name_ar")}});
    }
    return states;
}

}  // namespace imdad::app
