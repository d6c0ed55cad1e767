#include "ledger/decoding.hpp"

#include "ledger/encoding.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

namespace imdad::ledger {

namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::uint64_t kVersionWithActivities = 2;

/// Reads on after the end or past nonsense, giving zeros; `failed` says so at the end.
class Reader {
 public:
    Reader(std::string_view bytes, Names& names) : bytes_(bytes), names_(names) {}

    [[nodiscard]] bool failed() const { return failed_; }

    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned int shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).front());
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if ((byte & 0x80U) == 0) {
                return value;
            }
        }
        failed_ = true;
        return 0;
    }

    std::int64_t signed_number() {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>(value >> 1U ^ (~(value & 1U) + 1));
    }

    std::string_view text() { return take(number()); }

    void get(Id& id) {
        const std::string_view bytes = take(16);
        id = {};
        for (std::size_t i = 0; i < 8 && !failed_; ++i) {
            id.high = id.high << 8U | static_cast<unsigned char>(bytes[i]);
            id.low = id.low << 8U | static_cast<unsigned char>(bytes[8 + i]);
        }
    }

    void get(Name& name) {
        const std::uint64_t number_here = number();
        if (number_here == 0) {
            name = names_.intern(text());
            if (used_ < few_.size()) {
                few_[used_] = name;
            } else {
                many_.push_back(name);
            }
            ++used_;
        } else if (number_here <= used_) {
            const std::size_t place = number_here - 1;
            name = place < few_.size() ? few_[place] : many_[place - few_.size()];
        } else {
            failed_ = true;
        }
    }

    void get(base::Day& day) {
        const std::int64_t days = signed_number();
        if (days < std::numeric_limits<std::int32_t>::min() ||
            days > std::numeric_limits<std::int32_t>::max()) {
            failed_ = true;
            return;
        }
        day = base::Day(std::chrono::days(days));
    }

    void get(std::string& value) { value = text(); }

    void get(Hash& hash) {
        const std::string_view bytes = text();
        if (bytes.size() != hash.size()) {
            failed_ = true;
            return;
        }
        std::copy(bytes.begin(), bytes.end(), hash.begin());
    }

    void get(base::Fixed9& value) { value = base::Fixed9::from_nano(signed_number()); }

    template <typename Value>
        requires std::is_enum_v<Value> || std::is_integral_v<Value>
    void get(Value& value) {
        if constexpr (std::is_signed_v<Value>) {
            const std::int64_t read = signed_number();
            value = static_cast<Value>(read);
            failed_ = failed_ || static_cast<std::int64_t>(value) != read;
        } else {
            const std::uint64_t read = number();
            value = static_cast<Value>(read);
            failed_ = failed_ || static_cast<std::uint64_t>(value) != read;
        }
    }

 private:
    std::string_view take(std::uint64_t count) {
        static constexpr std::string_view kZeros("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
        if (count > bytes_.size() - at_) {
            failed_ = true;
            return count <= kZeros.size() ? kZeros.substr(0, count) : std::string_view();
        }
        const std::string_view taken = bytes_.substr(at_, count);
        at_ += count;
        return taken;
    }

    std::string_view bytes_;
    Names& names_;
    std::size_t at_ = 0;
    bool failed_ = false;
    std::array<Name, 16> few_{};  ///< names of this entry, in order of first use
    std::size_t used_ = 0;
    std::vector<Name> many_;  ///< those beyond
};

void get_fields(Reader& reader, Command& command) {
    const std::uint64_t count = reader.number();
    for (std::uint64_t i = 0; i < count && i < kFieldCount && !reader.failed(); ++i) {
        const std::uint64_t number = reader.number();
        for_each_field(command, [&](Field field, auto& value) {
            if (static_cast<std::uint64_t>(field) == number) {
                reader.get(value);
            }
        });
    }
}

void get_posting(Reader& reader, Posting& posting, bool with_activity) {
    AccountKey& key = posting.account;
    reader.get(key.holder);
    reader.get(key.stage);
    reader.get(key.unit);
    reader.get(key.lot);
    reader.get(key.expiry);
    reader.get(key.earmark);
    reader.get(key.pledge);
    if (with_activity) {
        reader.get(key.activity);
    }
    posting.amount = reader.signed_number();
}

}  // namespace

base::Result<Entry> decode(std::string_view bytes, Names& names) {
    Reader reader(bytes, names);
    Entry entry;
    Command& command = entry.command;
    const std::uint64_t version = reader.number();
    const bool with_activities = version == kVersionWithActivities;
    const bool known = version == kVersion || with_activities;
    entry.sequence = reader.number();
    entry.recorded_at_ms = reader.signed_number();
    reader.get(command.id);
    reader.get(command.kind);
    reader.get(command.business_date);
    command.device_time_ms = reader.signed_number();
    reader.get(command.actor);
    get_fields(reader, command);
    const std::uint64_t postings = reader.number();
    entry.derived.postings.reserve(std::min<std::uint64_t>(postings, 4));  // it may be nonsense
    for (std::uint64_t i = 0; i < postings && !reader.failed(); ++i) {
        get_posting(reader, entry.derived.postings.emplace_back(), with_activities);
    }
    entry.derived.discrepancy.missing = reader.signed_number();
    entry.derived.discrepancy.surplus = reader.signed_number();
    reader.get(entry.derived.discrepancy.beyond_tolerance);
    std::string again;
    again.reserve(bytes.size());
    if (known && !reader.failed() && reader.at_end()) {
        encode(entry, names, again);
    }
    // What is read must be what would be written: one entry has one form only.
    if (again != bytes || bytes.empty()) {
        return base::fail(
            "body_malformed",
            fmt::format("the {} bytes of an entry are not those of any; they were cut "
                        "or changed",
                        bytes.size()));
    }
    return entry;
}

}  // namespace imdad::ledger
