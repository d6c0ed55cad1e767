#pragma once

#include "app/adopt.hpp"
#include "app/books.hpp"
#include "app/plan_shares.hpp"
#include "app/sentences.hpp"
#include "app/snapshot.hpp"
#include "store/adopted_plans.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

/// What follows in the books from the adoption of a plan: the commands of the ledger and the
/// planned shipments. Inside of `adopt.cpp`.

namespace imdad::app {

/// Decides what is posted; the caller has the transaction.
class Adoption {
 public:
    Adoption(const AdoptRequest& request,
             const Session& session,
             const model::Scenario& scenario,
             const model::Plan& plan,
             const BooksOfSnapshot& snapshot,
             ledger::Id approver,
             ledger::Id id)
        : request_(request),
          session_(session),
          scenario_(scenario),
          plan_(plan),
          shares_(scenario, plan),
          snapshot_(snapshot),
          book_(session.books->ledger().book()),
          register_(session.books->entities().current()),
          approver_(approver),
          id_(id) {}

    /// Each of them adds to `refusal` and says whether all is well.
    bool books_stand();
    bool choose_commands(const ledger::Hash& document);
    bool plan_shipments();
    bool instruments_allow_it();

    Refusal refusal;
    std::vector<ledger::Command> commands;
    std::vector<std::string> rows;  ///< of the commands
    std::vector<store::PlannedShipment> shipments;

 private:
    /// One row of books.csv with the account that it names, and what is left of it to give away.
    struct Source {
        BooksOfSnapshot::Row row;
        ledger::AccountKey account;
        std::int64_t left = 0;
    };

    /// `about`: the row or the activity that the line begins with; may be empty.
    void refuse(Told told, const std::string& about = {}) {
        if (!about.empty()) {
            told.line.insert(0, about + ": ");
            told.reason.about = about;
        }
        add(refusal, std::move(told));
    }

    [[nodiscard]] std::vector<std::string> running_activities(const std::string& product,
                                                              model::AreaIndex country) const;
    /// Empty after a refusal, which is made once for each product and country.
    std::string activity_for(model::BatchIndex batch, model::AreaIndex country);
    void give(Source& source, std::int64_t units, const std::string& activity);

    const AdoptRequest& request_;
    const Session& session_;
    const model::Scenario& scenario_;
    const model::Plan& plan_;
    PlanShares shares_;
    const BooksOfSnapshot& snapshot_;
    const ledger::Book& book_;
    const registry::Register& register_;
    ledger::Id approver_;
    ledger::Id id_;
    std::map<std::string, std::vector<Source>> sources_;  ///< by row of the scenario
    std::map<model::BatchIndex, const Source*> source_of_batch_;
    std::map<std::pair<std::string, model::AreaIndex>, std::string> chosen_;
    ledger::Hash document_{};
};

}  // namespace imdad::app
