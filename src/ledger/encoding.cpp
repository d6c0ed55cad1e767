#include "ledger/encoding.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <vector>

namespace imdad::ledger {

namespace {

/// The second form has the activity of each account. An entry without any keeps the first, so that
/// what was written before has the same bytes for ever.
constexpr std::uint64_t kVersion = 1;
constexpr std::uint64_t kVersionWithActivities = 2;

class Writer {
 public:
    Writer(const Names& names, std::string& out) : names_(names), out_(out) {}

    void number(std::uint64_t value) {
        if (value < 0x80U) {  // most are
            out_.push_back(static_cast<char>(value));
            return;
        }
        while (value >= 0x80U) {
            out_.push_back(static_cast<char>(value | 0x80U));
            value >>= 7U;
        }
        out_.push_back(static_cast<char>(value));
    }

    void signed_number(std::int64_t value) {
        number(static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63));
    }

    void text(std::string_view value) {
        number(value.size());
        out_ += value;
    }

    void put(Id id) {
        std::array<char, 16> bytes{};
        for (std::size_t i = 0; i < 8; ++i) {
            bytes[i] = static_cast<char>(id.high >> (56U - 8U * i));
            bytes[8 + i] = static_cast<char>(id.low >> (56U - 8U * i));
        }
        out_.append(bytes.data(), bytes.size());
    }

    void put(Name name) {
        const std::size_t few = std::min(used_, few_.size());
        for (std::size_t i = 0; i < few; ++i) {
            if (few_[i] == name) {
                number(i + 1);
                return;
            }
        }
        for (std::size_t i = 0; i < many_.size(); ++i) {
            if (many_[i] == name) {
                number(few_.size() + i + 1);
                return;
            }
        }
        if (used_ < few_.size()) {
            few_[used_] = name;
        } else {
            many_.push_back(name);
        }
        ++used_;
        number(0);
        text(names_.text(name));
    }

    void put(base::Day day) { signed_number(day.time_since_epoch().count()); }

    void put(const std::string& value) { text(value); }

    void put(const Hash& hash) {
        number(hash.size());
        out_.append(reinterpret_cast<const char*>(hash.data()), hash.size());
    }

    void put(base::Fixed9 value) { signed_number(value.nano()); }

    template <typename Value>
        requires std::is_enum_v<Value> || std::is_integral_v<Value>
    void put(Value value) {
        if constexpr (std::is_signed_v<Value>) {
            signed_number(value);
        } else {
            number(static_cast<std::uint64_t>(value));
        }
    }

 private:
    const Names& names_;
    std::string& out_;
    std::array<Name, 16> few_{};  ///< names of this entry, in order of first use
    std::size_t used_ = 0;
    std::vector<Name> many_;  ///< those beyond: a recall names many places
};

void put_fields(Writer& writer, const Command& command) {
    std::uint64_t count = 0;
    for_each_field(command, [&]<typename Value>(Field, const Value& value) {
        count += value == Value{} ? 0U : 1U;
    });
    writer.number(count);
    for_each_field(command, [&]<typename Value>(Field field, const Value& value) {
        if (!(value == Value{})) {
            writer.number(static_cast<std::uint64_t>(field));
            writer.put(value);
        }
    });
}

void put_posting(Writer& writer, const Posting& posting, bool with_activity) {
    const AccountKey& key = posting.account;
    writer.put(key.holder);
    writer.put(key.stage);
    writer.put(key.unit);
    writer.put(key.lot);
    writer.put(key.expiry);
    writer.put(key.earmark);
    writer.put(key.pledge);
    if (with_activity) {
        writer.put(key.activity);
    }
    writer.signed_number(posting.amount);
}

}  // namespace

void encode(const Entry& entry, const Names& names, std::string& out) {
    Writer writer(names, out);
    const Command& command = entry.command;
    const bool with_activities = std::ranges::any_of(
        entry.derived.postings,
        [](const Posting& posting) { return !posting.account.activity.empty(); });
    writer.number(with_activities ? kVersionWithActivities : kVersion);
    writer.number(entry.sequence);
    writer.signed_number(entry.recorded_at_ms);
    writer.put(command.id);
    writer.put(command.kind);
    writer.put(command.business_date);
    writer.signed_number(command.device_time_ms);
    writer.put(command.actor);
    put_fields(writer, command);
    writer.number(entry.derived.postings.size());
    for (const Posting& posting : entry.derived.postings) {
        put_posting(writer, posting, with_activities);
    }
    writer.signed_number(entry.derived.discrepancy.missing);
    writer.signed_number(entry.derived.discrepancy.surplus);
    writer.put(entry.derived.discrepancy.beyond_tolerance);
}

}  // namespace imdad::ledger
