#pragma once

/// Ctrl-C and termination. Outside the writing of files the process ends at once with status 130:
/// there is nothing to tidy up. While files are being written the request is remembered, and the
/// next `stop_if_interrupted` throws, so that the half-made folder is removed on the way out.

namespace imdad::app {

/// Installs the handlers of SIGINT and SIGTERM. Call once, from `main`.
void install_interrupt_handlers();

/// Throws `base::Failure` of kind `interrupted` if a request came since the section began.
void stop_if_interrupted();

/// While one of these lives, the first interrupt is only remembered, for `interrupted` to tell; a
/// second one ends the process as ever.
class FirstInterruptStops {
 public:
    FirstInterruptStops();
    /// Forgets the interrupt: whoever asked has been heard.
    ~FirstInterruptStops();
    FirstInterruptStops(const FirstInterruptStops&) = delete;
    FirstInterruptStops& operator=(const FirstInterruptStops&) = delete;
};

/// True if an interrupt is remembered.
[[nodiscard]] bool interrupted();

/// While one of these lives, an interrupt is only remembered.
class DeferInterrupts {
 public:
    DeferInterrupts();
    ~DeferInterrupts();
    DeferInterrupts(const DeferInterrupts&) = delete;
    DeferInterrupts& operator=(const DeferInterrupts&) = delete;
};

}  // namespace imdad::app
