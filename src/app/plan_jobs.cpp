#include "app/plan_jobs.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/sentences.hpp"
#include "exchange/file_bytes.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <system_error>

#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using State = PlanLine::State;

constexpr std::array<std::string_view, 5> kStates{
    "waiting", "running", "done", "failed", "stopped"};
constexpr const char* kJobFile = "job.json";
constexpr int kLocksNotKept = 4;
constexpr int kTimeLimit = 5;
constexpr int kRefused = 3;
constexpr int kInterrupted = 130;
/// For solving again with one unit more of what is scarce.
constexpr const char* kExplainSeconds = "20";

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::optional<Refusal> refused_wish(const PlanWish& wish) {
    const auto one_of = [](const std::string& word, std::initializer_list<const char*> words) {
        return std::ranges::find(words, word) != words.end();
    };
    constexpr std::int64_t kLongest = 86'400;
    if (!one_of(wish.policy, {"", "worst_first", "balanced", "most_served"})) {
        return refusal_of(say("plan_word", "policy", "worst_first, balanced, most_served"),
                          "policy");
    }
    if (!one_of(wish.engine, {"first_order", "greedy", "exact"})) {
        return refusal_of(say("plan_word", "engine", "first_order, greedy, exact"), "engine");
    }
    if (!std::ranges::all_of(wish.include, [&](const std::string& word) {
            return one_of(word, {"announced", "pledged"});
        })) {
        return refusal_of(say("plan_include"), "include");
    }
    if (wish.time_limit < 0 || wish.time_limit > kLongest) {
        return refusal_of(say("plan_time_limit", kLongest), "time_limit");
    }
    return std::nullopt;
}

/// The files of a scenario as they are now. An edit puts a new file in the place of the old one, so
/// that a second name for the old one keeps it.
void keep_scenario(const fs::path& from, const fs::path& to) {
    fs::create_directories(to);
    for (const auto& entry : fs::directory_iterator(from)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::error_code error;
        fs::create_hard_link(entry.path(), to / entry.path().filename(), error);
        if (error) {
            fs::copy_file(entry.path(), to / entry.path().filename());
        }
    }
}

Json json_of(const PlanWish& wish) {
    return {{"scenario", wish.scenario},
            {"policy", wish.policy},
            {"engine", wish.engine},
            {"include", wish.include},
            {"time_limit", wish.time_limit}};
}

PlanWish wish_of(const Json& json) {
    return {.scenario = json.at("scenario"),
            .policy = json.at("policy"),
            .engine = json.at("engine"),
            .include = json.at("include"),
            .time_limit = json.at("time_limit")};
}

std::vector<std::string> plan_arguments(const PlanWish& wish, const fs::path& folder) {
    std::vector<std::string> words{"plan",
                                   (folder / "scenario").string(),
                                   "--out",
                                   (folder / "plan").string(),
                                   "--early",
                                   folder.string(),
                                   "--engine",
                                   wish.engine,
                                   "--progress",
                                   "json",
                                   "--format",
                                   "json"};
    if (!wish.policy.empty()) {
        words.insert(words.end(), {"--policy", wish.policy});
    }
    for (const std::string& word : wish.include) {
        words.insert(words.end(), {"--include", word});
    }
    if (wish.time_limit > 0) {
        words.insert(words.end(), {"--time-limit", std::to_string(wish.time_limit)});
    }
    return words;
}

void note(PlanLine& line, Told told) {
    line.message = std::move(told.line);
    line.reason = std::move(told.reason);
}

/// Plans that were made before there were reasons have their message alone.
void read_reason(PlanLine& line, const Json& job) {
    if (const auto reason = job.find("reason"); reason != job.end()) {
        line.reason = {.code = reason->at("code"), .arguments = reason->at("arguments")};
    }
}

bool has_plan(int exit_code) {
    return exit_code == 0 || exit_code == kLocksNotKept || exit_code == kTimeLimit ||
           exit_code == kInterrupted;
}

}  // namespace

std::string_view text_of(PlanLine::State state) {
    return kStates.at(static_cast<std::size_t>(state));
}

PlanJobs::PlanJobs(const Workspace& workspace, std::filesystem::path program)
    : workspace_(workspace), program_(std::move(program)) {
    read_earlier();
    worker_ = std::thread([this] { work(); });
}

PlanJobs::~PlanJobs() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    child_.signal(SIGKILL);
    worker_.join();
}

void PlanJobs::read_earlier() {
    for (const auto& entry : fs::directory_iterator(workspace_.root() / "plans")) {
        const fs::path file = entry.path() / kJobFile;
        if (!fs::is_regular_file(file)) {
            read_brought(entry.path());
            continue;
        }
        const Json json = Json::parse(exchange::read_bytes(file), nullptr, false);
        if (!json.is_object() || !json.contains("wish")) {
            continue;
        }
        Job job;
        job.line.id = entry.path().filename().string();
        job.line.wish = wish_of(json.at("wish"));
        job.actor = json.at("actor");
        job.line.asked_at_ms = json.at("asked_at_ms");
        job.line.ended_at_ms = json.at("ended_at_ms");
        job.line.stage = json.at("stage");
        job.line.message = json.at("message");
        read_reason(job.line, json);
        const auto* const state =
            std::ranges::find(kStates, json.at("state").get_ref<const std::string&>());
        job.line.state = static_cast<State>(state - kStates.begin());
        job.ended = true;
        if (job.line.state == State::waiting || job.line.state == State::running) {
            job.line.state = State::failed;
            note(job.line, app::tell("plan_lost"));
            keep(job);
        }
        jobs_.emplace(job.line.id, std::move(job));
    }
}

void PlanJobs::read_brought(const std::filesystem::path& folder) {
    if (!fs::is_regular_file(folder / "plan" / "plan.json") ||
        !fs::is_directory(folder / "scenario")) {
        return;
    }
    Job job;
    job.line.id = folder.filename().string();
    job.line.wish.scenario = job.line.id;
    // Of when it was asked for nothing is known but when its file was written.
    const auto written =
        std::chrono::file_clock::to_sys(fs::last_write_time(folder / "plan" / "plan.json"));
    job.line.asked_at_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(written.time_since_epoch()).count();
    job.line.ended_at_ms = job.line.asked_at_ms;
    job.line.state = State::done;
    job.ended = true;
    jobs_.emplace(job.line.id, std::move(job));
}

std::filesystem::path PlanJobs::folder_of(const std::string& id) const {
    return workspace_.root() / "plans" / id;
}

void PlanJobs::keep(const Job& job) const {
    const Json json{{"wish", json_of(job.line.wish)},
                    {"actor", job.actor},
                    {"state", text_of(job.line.state)},
                    {"stage", job.line.stage},
                    {"message", job.line.message},
                    {"reason", reasons_json({job.line.reason}).front()},
                    {"asked_at_ms", job.line.asked_at_ms},
                    {"ended_at_ms", job.line.ended_at_ms}};
    exchange::write_bytes(folder_of(job.line.id) / kJobFile, json.dump());
}

PlanLine PlanJobs::shown(const Job& job, const std::vector<store::User>& users) const {
    PlanLine line = job.line;
    line.by = job.actor;
    for (const store::User& user : users) {
        line.by = ledger::to_text(user.actor) == job.actor ? user.name : line.by;
    }
    const fs::path folder = folder_of(line.id);
    line.has_estimate = fs::exists(folder / "estimate" / "coverage.csv");
    line.has_first = fs::exists(folder / "first" / "plan.json");
    line.has_plan = fs::exists(folder / "plan" / "plan.json");
    line.has_explanation = job.ended && fs::exists(folder / "explanation.json");
    return line;
}

Answer<PlanLine> PlanJobs::start(const Access& access,
                                 const std::string& id,
                                 const PlanWish& wish,
                                 bool& replayed) {
    const auto session = open_session(access, Task::make_plans);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const auto parsed = ledger::parse_id(id);
    if (!parsed || parsed->empty()) {
        return no(say("plan_id_wrong"), "id");
    }
    if (auto refused = refused_wish(wish)) {
        return tl::unexpected(std::move(*refused));
    }
    const std::string name = ledger::to_text(*parsed);
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = jobs_.find(name); found != jobs_.end()) {
            if (found->second.line.wish != wish) {
                return no(say("plan_id_used"), "id");
            }
            replayed = true;
            return shown(found->second, session->users);
        }
        if (waiting_.size() >= kWaitingMax) {
            return no(app::tell("plans_wait"));
        }
    }
    const auto scenario = workspace_.scenario_folder(access, wish.scenario);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    fs::create_directories(folder_of(name));
    keep_scenario(*scenario, folder_of(name) / "scenario");
    const std::scoped_lock lock(mutex_);
    Job& job = jobs_[name];
    if (job.line.id.empty()) {
        job.line.id = name;
        job.line.wish = wish;
        job.line.asked_at_ms = access.now_ms;
        job.actor = ledger::to_text(session->user.actor);
        keep(job);
        waiting_.push_back(name);
        changed_.notify_all();
    }
    return shown(job, session->users);
}

Answer<std::vector<PlanLine>> PlanJobs::list(const Access& access) const {
    const auto session = open_session(access, Task::read_plans);
    if (!session) {
        return tl::unexpected(session.error());
    }
    std::vector<PlanLine> lines;
    const std::scoped_lock lock(mutex_);
    lines.reserve(jobs_.size());
    for (const auto& [id, job] : jobs_) {
        lines.push_back(shown(job, session->users));
    }
    std::ranges::stable_sort(lines, std::greater<>(), &PlanLine::asked_at_ms);
    return lines;
}

Answer<PlanLine> PlanJobs::show(const Access& access, const std::string& id) const {
    const auto session = open_session(access, Task::read_plans);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const std::scoped_lock lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) {
        return no(app::tell("no_such_plan", id));
    }
    return shown(found->second, session->users);
}

Answer<PlanLine> PlanJobs::stop(const Access& access, const std::string& id) {
    const auto session = open_session(access, Task::make_plans);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const std::scoped_lock lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) {
        return no(app::tell("no_such_plan", id));
    }
    if (found->second.ended) {
        return no(app::tell("not_running"));
    }
    found->second.stop_asked = true;
    if (running_ == id) {
        child_.signal(SIGINT);
    }
    return shown(found->second, session->users);
}

PlanEvents PlanJobs::events(const std::string& id, std::size_t from) const {
    const std::scoped_lock lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) {
        return {.lines = {}, .ended = true};
    }
    const Job& job = found->second;
    PlanEvents events{.lines = {}, .ended = job.ended};
    if (from < job.events.size()) {
        events.lines.assign(job.events.begin() + static_cast<std::ptrdiff_t>(from),
                            job.events.end());
    }
    return events;
}

void PlanJobs::tell(const std::string& id, const std::string& event) {
    const std::scoped_lock lock(mutex_);
    jobs_.at(id).events.push_back(event);
}

void PlanJobs::end(const std::string& id, State state, Told told) {
    const std::scoped_lock lock(mutex_);
    Job& job = jobs_.at(id);
    job.line.state = state;
    note(job.line, std::move(told));
    job.line.ended_at_ms = now_ms();
    keep(job);
    job.events.push_back(Json{{"state", text_of(state)}, {"message", job.line.message}}.dump());
    job.ended = true;
    running_.clear();
}

void PlanJobs::work() {
    for (;;) {
        std::string id;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
            if (ending_) {
                return;
            }
            id = waiting_.front();
            waiting_.pop_front();
            running_ = id;
            child_.forget_signal();
            jobs_.at(id).line.state = State::running;
            keep(jobs_.at(id));
        }
        try {
            run(id);
        } catch (const std::exception& error) {
            end(id, State::failed, app::tell("plan_not_made", error.what()));
        }
    }
}

/// The estimate or the first plan is there; after the latter, better ones are sought.
void PlanJobs::hear_early(const std::string& id, const std::string& name, double seconds) {
    bool seeks_on = false;
    {
        const std::scoped_lock lock(mutex_);
        Job& job = jobs_.at(id);
        seeks_on = name == "first" && job.line.wish.engine != "greedy";
        if (seeks_on) {
            job.line.stage = "plan";
        }
    }
    tell(id, Json{{name, true}, {"seconds", seconds}}.dump());
    if (seeks_on) {
        tell(id, Json{{"stage", "plan"}}.dump());
    }
}

std::string PlanJobs::stage_of(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    return jobs_.at(id).line.stage;
}

int PlanJobs::run_child(const std::string& id,
                        const std::string& stage,
                        std::vector<std::string> arguments,
                        const char* output) {
    {
        const std::scoped_lock lock(mutex_);
        Job& job = jobs_.at(id);
        if (job.stop_asked || ending_) {
            return kInterrupted;
        }
        job.line.stage = stage;
    }
    tell(id, Json{{"stage", stage}}.dump());
    const fs::path part = folder_of(id) / (std::string(output) + ".part");
    const ChildProcess::Ended ended =
        child_.run(program_, arguments, part, [&](std::string_view line) {
            const Json said = Json::parse(line, nullptr, false);
            if (!said.is_object()) {
                return;
            }
            if (said.contains("bound")) {
                tell(id, std::string(line));
            } else if (said.contains("early")) {
                hear_early(id, said.at("early"), said.at("seconds"));
            } else if (said.contains("stage")) {
                tell(id, Json{{"stage", stage_of(id)}, {"step", said.at("stage")}}.dump());
            }
        });
    std::error_code ignored;
    if (has_plan(ended.exit_code)) {
        fs::rename(part, folder_of(id) / output, ignored);
    } else {
        fs::remove(part, ignored);
        const std::scoped_lock lock(mutex_);
        jobs_.at(id).line.message = ended.last_line;
    }
    return ended.exit_code;
}

void PlanJobs::run(const std::string& id) {
    PlanWish wish;
    {
        const std::scoped_lock lock(mutex_);
        wish = jobs_.at(id).line.wish;
    }
    const fs::path folder = folder_of(id);
    const auto failed = [&](int code) {
        if (code == kRefused) {
            end(id, State::failed, app::tell("plan_of_problems"));
        } else {
            std::string last;
            {
                const std::scoped_lock lock(mutex_);
                last = jobs_.at(id).line.message;
            }
            end(id, State::failed, app::tell("planner_ended", code, last));
        }
    };
    const int planned = run_child(id, "first", plan_arguments(wish, folder), "summary.json");
    if (!has_plan(planned)) {
        failed(planned);
        return;
    }
    if (!fs::exists(folder / "plan" / "plan.json")) {
        end(id, State::stopped, {});  // before there was any: what came early stays
        return;
    }
    for (const char* const early : {"estimate", "estimate.json", "first", "first.json"}) {
        std::error_code ignored;
        fs::remove_all(folder / early, ignored);
    }
    tell(id, Json{{"plan", true}}.dump());
    if (planned == kInterrupted) {
        end(id, State::stopped, {});
        return;
    }
    const int explained = run_child(id,
                                    "reasons",
                                    {"explain",
                                     (folder / "scenario").string(),
                                     (folder / "plan").string(),
                                     "--seconds",
                                     kExplainSeconds,
                                     "--format",
                                     "json"},
                                    "explanation.json");
    if (explained != 0 && !has_plan(explained)) {
        failed(explained);
    } else {
        end(id, explained == 0 ? State::done : State::stopped, {});
    }
}

}  // namespace imdad::app
