#pragma once

#include "app/child_process.hpp"
#include "app/plan_flows.hpp"
#include "app/workspace.hpp"
#include "store/users.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// Plans that a server makes, one after the other: at once an estimate, then the greedy plan, then
/// the one with its bound, then why people are short. Each has a folder of its own with the
/// scenario as it was, and is made by this program as a child process: memory that it takes goes
/// back, and a fault in it stops nothing else.

namespace imdad::app {

struct Told;

/// What is asked for; the words of the options of `imdad plan`.
struct PlanWish {
    std::string scenario;
    std::string policy;  ///< empty: the scenario's
    std::string engine = "first_order";
    std::vector<std::string> include;
    std::int64_t time_limit = 0;  ///< seconds; 0: none

    bool operator==(const PlanWish&) const = default;
};

struct PlanLine {
    enum class State : std::uint8_t { waiting, running, done, failed, stopped };
    std::string id;
    PlanWish wish;
    std::string by;  ///< name of the user, or the id where that is gone
    State state = State::waiting;
    std::string stage;    ///< what it is doing, or did last
    std::string message;  ///< why it failed
    Reason reason;        ///< the message in parts
    std::int64_t asked_at_ms = 0;
    std::int64_t ended_at_ms = 0;
    bool has_estimate = false;  ///< who would be served, by area; no plan yet
    bool has_first = false;     ///< the greedy plan
    bool has_plan = false;
    bool has_explanation = false;
};

[[nodiscard]] std::string_view text_of(PlanLine::State state);

struct PlanEvents {
    std::vector<std::string> lines;  ///< JSON objects
    bool ended = false;              ///< there will be no more
};

class PlanJobs {
 public:
    static constexpr std::size_t kWaitingMax = 16;

    /// `workspace` must outlive it. `program`: this program's file. What an earlier server left
    /// running has failed; a folder with `scenario/` and `plan/` that was put there is a plan too.
    PlanJobs(const Workspace& workspace, std::filesystem::path program);
    PlanJobs(const PlanJobs&) = delete;
    PlanJobs& operator=(const PlanJobs&) = delete;
    /// Ends what runs; what waits is never begun.
    ~PlanJobs();

    /// `id`: 32 hexadecimal digits, made by the client; asked again for the same it is the same
    /// plan, and `replayed` is set. Errors: those of `open_session` for making plans; `bad_id`,
    /// `id_with_other_body`, `no_such_scenario`, `bad_word`, `overloaded`.
    [[nodiscard]] Answer<PlanLine> start(const Access& access,
                                         const std::string& id,
                                         const PlanWish& wish,
                                         bool& replayed);

    /// The latest first. Errors: those of `open_session` for reading plans.
    [[nodiscard]] Answer<std::vector<PlanLine>> list(const Access& access) const;

    /// Errors: the same; `no_such_plan`.
    [[nodiscard]] Answer<PlanLine> show(const Access& access, const std::string& id) const;

    /// The search ends with the best plan so far. Errors: as `start`; `no_such_plan`;
    /// `not_running`.
    [[nodiscard]] Answer<PlanLine> stop(const Access& access, const std::string& id);

    /// What happened since event number `from`; who may see it was asked by `show`.
    [[nodiscard]] PlanEvents events(const std::string& id, std::size_t from) const;

    [[nodiscard]] const Workspace& workspace() const { return workspace_; }

    /// What the plans that were looked at last send on each lane.
    [[nodiscard]] FlowCache& flows() const { return flows_; }

    /// Folder of a plan: `scenario/`, `plan/`, `summary.json`, `explanation.json`; until there is
    /// `plan/`, what `EarlyPlan` writes.
    [[nodiscard]] std::filesystem::path folder_of(const std::string& id) const;

 private:
    struct Job {
        PlanLine line;
        std::string actor;
        std::vector<std::string> events;
        bool ended = false;
        bool stop_asked = false;
    };

    void read_earlier();
    /// A plan that the command line made and somebody put there, with its scenario.
    void read_brought(const std::filesystem::path& folder);
    void keep(const Job& job) const;
    void work();
    void run(const std::string& id);
    int run_child(const std::string& id,
                  const std::string& stage,
                  std::vector<std::string> arguments,
                  const char* output);
    void hear_early(const std::string& id, const std::string& name, double seconds);
    [[nodiscard]] std::string stage_of(const std::string& id) const;
    void tell(const std::string& id, const std::string& event);
    void end(const std::string& id, PlanLine::State state, Told told);
    [[nodiscard]] PlanLine shown(const Job& job, const std::vector<store::User>& users) const;

    const Workspace& workspace_;
    std::filesystem::path program_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, Job> jobs_;
    std::deque<std::string> waiting_;
    bool ending_ = false;
    ChildProcess child_;
    std::string running_;
    mutable FlowCache flows_;
    std::thread worker_;
};

}  // namespace imdad::app
