#include "app/child_process.hpp"

#include "app/output_folder.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace imdad::app {

namespace {

constexpr int kMode = 0600;
constexpr int kSignalled = 128;
constexpr std::size_t kLineMax = 8192;
/// In the environment of a child whose standard input ends with its parent.
constexpr const char* kMark = "IMDAD_ENDS_WITH_STDIN";
constexpr const char* kMarked = "IMDAD_ENDS_WITH_STDIN=1";
/// After the interruption, for whatever has to be put away.
constexpr std::chrono::seconds kToEnd{5};

/// Two ends of a pipe, closed on the way out.
struct Pipe {
    Pipe() {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw_failure(errno, "a pipe to another process");
        }
    }

    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    ~Pipe() {
        close_end(0);
        close_end(1);
    }

    void close_end(std::size_t end) {
        if (ends.at(end) >= 0) {
            ::close(ends.at(end));
            ends.at(end) = -1;
        }
    }

    std::array<int, 2> ends{};
};

struct FileActions {
    FileActions() { posix_spawn_file_actions_init(&actions); }

    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;

    ~FileActions() { posix_spawn_file_actions_destroy(&actions); }

    posix_spawn_file_actions_t actions{};
};

/// The signals as they are by default and none blocked: the server blocks some for itself.
struct Attributes {
    Attributes() {
        posix_spawnattr_init(&attributes);
        sigset_t all;
        sigfillset(&all);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setsigmask(&attributes, &none);
        // A group of its own: Ctrl-C on a terminal is for the server, which then tells it.
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    }

    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;

    ~Attributes() { posix_spawnattr_destroy(&attributes); }

    posix_spawnattr_t attributes{};
};

/// Each line to `told`, until the other end is closed. Returns the last one.
std::string read_lines(int from, const std::function<void(std::string_view)>& told) {
    std::string pending;
    std::string last;
    std::array<char, 4096> bytes{};
    for (;;) {
        const ssize_t count = ::read(from, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            break;
        }
        pending.append(bytes.data(), static_cast<std::size_t>(count));
        for (std::size_t end = 0; (end = pending.find('\n')) != std::string::npos;) {
            last = pending.substr(0, std::min(end, kLineMax));
            pending.erase(0, end + 1);
            told(last);
        }
        if (pending.size() > kLineMax) {
            pending.resize(kLineMax);
        }
    }
    return last;
}

}  // namespace

ChildProcess::Ended ChildProcess::run(const std::filesystem::path& program,
                                      const std::vector<std::string>& arguments,
                                      const std::filesystem::path& output,
                                      const std::function<void(std::string_view)>& told) {
    std::vector<std::string> texts{program.string()};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> words;
    words.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        words.push_back(text.data());
    }
    words.push_back(nullptr);
    std::string marked = kMarked;
    std::vector<char*> environment{marked.data()};
    for (char** one = environ; *one != nullptr; ++one) {
        environment.push_back(*one);
    }
    environment.push_back(nullptr);
    Pipe life;  // nothing is ever written to it
    Pipe errors;
    FileActions files;
    posix_spawn_file_actions_adddup2(&files.actions, life.ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(
        &files.actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, kMode);
    posix_spawn_file_actions_adddup2(&files.actions, errors.ends[1], STDERR_FILENO);
    const Attributes attributes;
    pid_t child = 0;
    {
        const std::scoped_lock lock(mutex_);
        const int error = ::posix_spawn(&child,
                                        program.c_str(),
                                        &files.actions,
                                        &attributes.attributes,
                                        words.data(),
                                        environment.data());
        if (error != 0) {
            throw_failure(error, "the program cannot be started once more");
        }
        child_ = child;
        if (pending_ != 0) {
            ::kill(child_, pending_);
        }
    }
    errors.close_end(1);
    life.close_end(0);
    Ended ended{.exit_code = 0, .last_line = read_lines(errors.ends[0], told)};
    int status = 0;
    siginfo_t info{};
    // Waited for without reaping first, so that a signal never goes to another process of that
    // number.
    while (::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT) < 0 &&
           errno == EINTR) {
    }
    const std::scoped_lock lock(mutex_);
    child_ = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
    return ended;
}

void ChildProcess::signal(int number) {
    const std::scoped_lock lock(mutex_);
    if (child_ > 0) {
        ::kill(child_, number);
    }
    if (child_ == 0 || number == SIGKILL) {
        pending_ = number;
    }
}

void ChildProcess::forget_signal() {
    const std::scoped_lock lock(mutex_);
    pending_ = pending_ == SIGKILL ? SIGKILL : 0;
}

void end_with_parent() {
    if (std::getenv(kMark) == nullptr) {
        return;
    }
    ::unsetenv(kMark);
    std::thread([] {
        char byte = 0;
        ssize_t count = 0;
        do {
            count = ::read(STDIN_FILENO, &byte, 1);
        } while (count > 0 || (count < 0 && errno == EINTR));
        ::kill(::getpid(), SIGINT);
        std::this_thread::sleep_for(kToEnd);
        ::_exit(kSignalled + SIGINT);
    }).detach();
}

}  // namespace imdad::app
