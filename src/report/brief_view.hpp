#pragma once

#include "report/pledge_view.hpp"
#include "report/told.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Two pages about a party for somebody who is about to meet it: who they are, what was agreed in
/// which words, what was done, what is overdue, what to ask for next. All texts are plain.

namespace imdad::report {

struct BriefOutcome {
    std::string strength;  ///< discussed, explored, stressed, agreed, signed
    std::string summary;
    std::string quotation;
    std::string language;  ///< of the quotation, ISO 639-1
    std::string source;
    std::string date;
    std::string meeting;
};

struct BriefAgreement {
    std::string id;
    std::string state;
    std::string type;
    std::string reference;
    std::string title;
    std::string period;
    std::string reported;  ///< the strongest word that was reported of it
    bool external = false;
};

struct BriefActivity {
    std::string id;
    std::string state;
    std::string title;
    std::string lead;
    std::string result;      ///< indicators with what was reported; "no figure" where nothing was
    std::vector<Told> told;  ///< the same
};

/// What the party has or got, at one stage.
struct BriefHolding {
    std::string stage;
    std::string amount;  ///< with its unit
};

struct BriefOverdue {
    std::string what;
    std::vector<Told> told;  ///< the same
    std::string due;
    std::int64_t days = 0;
};

struct BriefView {
    std::string id;
    std::string type;
    std::string name_en;
    std::string name_fr;
    std::string name_ar;
    std::string roles;
    std::string held_by;
    std::vector<std::string> mandates;
    std::string classification;  ///< the highest of what is shown, as the register spells it
    std::string today;
    std::vector<BriefOutcome> outcomes;  ///< newest first
    std::vector<BriefAgreement> agreements;
    std::vector<BriefActivity> activities;
    std::vector<PledgeLine> gifts;
    std::vector<BriefHolding> holdings;
    std::vector<BriefOverdue> overdue;  ///< the longest first
    std::vector<std::string> asks;      ///< the most pressing first
    std::vector<Told> asks_told;        ///< the same, one by one
    bool ledger_hidden = false;
};

/// For the terminal: everything.
[[nodiscard]] std::string brief_text(const BriefView& view);

/// For paper: one HTML file without a script that asks nothing of a network, two pages of A4 in
/// print; what has no room there is counted.
[[nodiscard]] std::string brief_page(const BriefView& view);

[[nodiscard]] std::string brief_json(const BriefView& view);

}  // namespace imdad::report
