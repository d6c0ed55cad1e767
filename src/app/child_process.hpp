#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

/// This program once more, as a child: what it does with its memory or by a fault of its own does
/// not touch the parent. When the parent ends, it ends: a pipe from the one to the other, whose end
/// the system closes even where a process is killed, is its standard input.

namespace imdad::app {

class ChildProcess {
 public:
    struct Ended {
        int exit_code = 0;  ///< 128 + the signal if one ended it, as a shell says it
        std::string last_line;
    };

    /// Runs `program` with `arguments`; its standard output goes into the file `output`, each line
    /// of its error stream to `told`. Returns when it has ended. Throws `base::Failure` if it
    /// cannot be started.
    [[nodiscard]] Ended run(const std::filesystem::path& program,
                            const std::vector<std::string>& arguments,
                            const std::filesystem::path& output,
                            const std::function<void(std::string_view)>& told);

    /// Sends a signal to the child; to the next one, as it starts, if none runs. From any thread.
    void signal(int number);

    /// The next child is not sent what came when none ran; but SIGKILL is for all that follow.
    void forget_signal();

 private:
    std::mutex mutex_;
    pid_t child_ = 0;
    int pending_ = 0;  ///< signal of which no child has heard
};

/// To be called first by a program that may be such a child: it ends when the parent is gone,
/// however that came about, as if somebody had interrupted it. Does nothing in a program that is
/// none.
void end_with_parent();

}  // namespace imdad::app
