#pragma once

#include "base/result.hpp"
#include "http/service.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

/// The transport: who may connect, how long each may take, and how much is taken in. A few threads
/// move bytes and never wait for a disk; a bounded number of workers ask `app`.

namespace imdad::http {

struct Limits {
    std::size_t header_bytes = 16384;
    std::size_t target_bytes = 4096;
    std::uint64_t body_bytes = 1048576;
    std::uint64_t document_bytes = 8388608;  ///< of a body that is a document to attach
    std::int64_t documents = 8;              ///< such bodies longer than `body_bytes`, at a time
    std::int64_t connections = 4096;
    std::int64_t queue = 64;  ///< requests of one kind of `Work` that wait or are served
    std::size_t workers = 4;  ///< for requests that read
    std::size_t writers = 4;  ///< for those that write: so many share a commit at most
    std::size_t io_threads = 2;
    std::chrono::milliseconds header_time{10'000};  ///< for all of the headers, not for each byte
    std::chrono::milliseconds body_time{60'000};
    std::chrono::milliseconds idle_time{75'000};   ///< between two requests
    std::chrono::milliseconds write_time{60'000};  ///< for all of an answer
    std::chrono::milliseconds drain_time{30'000};  ///< at a stop, for what is under way
};

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  ///< address and port; port 0: any that is free
    std::string tls_certificate;            ///< PEM, with its chain; empty: no TLS
    std::string tls_key;
    Limits limits;
};

/// Serves until SIGTERM or SIGINT: then nothing new is taken, what is under way is answered, and it
/// returns. `listening` is told the address once connections are taken.
/// Errors: `bad_address`, `address_taken`, `bad_certificate`.
[[nodiscard]] base::Result<void> serve(const ServerOptions& options,
                                       Service& service,
                                       const std::function<void(const std::string&)>& listening);

}  // namespace imdad::http
