#include "store/row_values.hpp"

#include <algorithm>

namespace imdad::store {

std::array<unsigned char, 16> bytes_of(ledger::Id id) {
    std::array<unsigned char, 16> bytes{};
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<unsigned char>(id.high >> (56U - 8U * i));
        bytes[8 + i] = static_cast<unsigned char>(id.low >> (56U - 8U * i));
    }
    return bytes;
}

ledger::Id id_from(Bytes bytes) {
    ledger::Id id;
    for (std::size_t i = 0; i < 8 && bytes.size() == 16; ++i) {
        id.high = id.high << 8U | bytes[i];
        id.low = id.low << 8U | bytes[8 + i];
    }
    return id;
}

ledger::Hash hash_from(Bytes bytes) {
    ledger::Hash hash{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
    return hash;
}

ledger::AccountKey key_from(const Statement& row, int first, ledger::Names& names) {
    ledger::AccountKey key;
    key.holder = names.intern(row.text(first));
    for (std::size_t stage = 0; stage < ledger::kStageCount; ++stage) {
        if (ledger::to_text(static_cast<ledger::Stage>(stage)) == row.text(first + 1)) {
            key.stage = static_cast<ledger::Stage>(stage);
        }
    }
    key.unit = names.intern(row.text(first + 2));
    key.lot = names.intern(row.text(first + 3));
    key.expiry = day_of(row.integer(first + 4));
    key.earmark = names.intern(row.text(first + 5));
    key.pledge = names.intern(row.text(first + 6));
    key.activity = names.intern(row.text(first + 7));
    return key;
}

}  // namespace imdad::store
