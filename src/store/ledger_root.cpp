#include "store/ledger_root.hpp"

#include "base/result.hpp"
#include "store/row_values.hpp"
#include "store/statements.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::store {

namespace {

constexpr std::uint64_t kPage = 10'000;  ///< leaves read at once

}  // namespace

ledger::Hash root_of(Connection& connection, std::uint64_t size) {
    Transaction transaction(connection, Transaction::Kind::read);
    ledger::MerkleFrontier log;
    Statement& rows = connection.prepare(sql::kReadLeaves.sql);
    while (log.size() < size) {
        const std::uint64_t first = log.size();
        rows.with(static_cast<std::int64_t>(first),
                  static_cast<std::int64_t>(std::min(size, first + kPage)));
        while (rows.step()) {
            log.append(hash_from(rows.bytes(0)));
        }
        if (log.size() == first) {
            throw base::Failure(base::Failure::Kind::io,
                                fmt::format("entry {} of the journal is not there", first));
        }
    }
    transaction.commit();
    return log.root();
}

}  // namespace imdad::store
