#include "app/interrupt.hpp"

#include "base/result.hpp"

#include <atomic>
#include <csignal>
#include <string_view>

#include <unistd.h>

namespace imdad::app {

namespace {

constexpr int kInterruptedStatus = 130;

std::atomic<int> deferring = 0;
std::atomic<bool> requested = false;
std::atomic<bool> first_stops = false;
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free,
              "a signal handler may touch lock-free atomics only");

// Only calls that are safe in a signal handler.
void on_signal(int /*signal*/) {
    if (deferring.load() > 0 || (first_stops.load() && !requested.load())) {
        requested.store(true);
        return;
    }
    static constexpr std::string_view kMessage = "\nimdad: interrupted\n";
    [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kMessage.data(), kMessage.size());
    _exit(kInterruptedStatus);
}

}  // namespace

void install_interrupt_handlers() {
    struct sigaction action = {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    // A file that grows past a limit shall be an error that we report, not the end of the process.
    signal(SIGXFSZ, SIG_IGN);
}

void stop_if_interrupted() {
    if (requested.load()) {
        throw base::Failure(base::Failure::Kind::interrupted, "interrupted; nothing was written");
    }
}

FirstInterruptStops::FirstInterruptStops() {
    first_stops.store(true);
}

FirstInterruptStops::~FirstInterruptStops() {
    first_stops.store(false);
    requested.store(false);
}

bool interrupted() {
    return requested.load();
}

DeferInterrupts::DeferInterrupts() {
    ++deferring;
}

DeferInterrupts::~DeferInterrupts() {
    --deferring;
}

}  // namespace imdad::app
