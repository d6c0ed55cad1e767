#include "app/sheet_mark.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/key_file.hpp"
#include "store/ledger_root.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using report::SheetCheck;
using report::SheetFound;
using report::SheetMark;

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

Answer<SheetMark> parse(const std::string& text) {
    SheetMark mark;
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, mark.size);
    if (error == std::errc() && at != end && *at == '-') {
        mark.root.assign(at + 1, end);
    }
    if (mark.root.size() != kMarkDigits || !std::ranges::all_of(mark.root, is_hex)) {
        return no(say("bad_checkpoint", text, kMarkDigits), "checkpoint");
    }
    return mark;
}

}  // namespace

std::string text_of(const SheetMark& mark) {
    return mark.root.empty() ? "" : fmt::format("{}-{}", mark.size, mark.root);
}

Answer<SheetCheck> check_sheet(const Access& access, const std::string& text) {
    SheetCheck check;
    if (text.empty()) {
        return check;
    }
    const Answer<SheetMark> asked = parse(text);
    if (!asked) {
        return tl::unexpected(asked.error());
    }
    check.asked = *asked;
    const Answer<Session> session = open_session(access, Task::read_ledger);
    if (!session) {
        if (session.error().code == "role_missing") {
            check.found = SheetFound::hidden;
            return check;
        }
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    const std::uint64_t size = ledger.book().size();
    check.found = SheetFound::nowhere;
    if (asked->size <= size && hex_text(store::root_of(session->books->connection(), asked->size))
                                       .substr(0, kMarkDigits) == asked->root) {
        check.since = size - asked->size;
        check.found = check.since == 0 ? SheetFound::now : SheetFound::before;
    }
    return check;
}

}  // namespace imdad::app
