#include "http/server.hpp"

#include "http/connection.hpp"

#include <charconv>
#include <csignal>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

namespace imdad::http {

namespace {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;

constexpr const char* kTurnedAway =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
    "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
constexpr std::chrono::milliseconds kAfterNoSocket{100};
constexpr std::chrono::milliseconds kDrainLook{20};

base::Result<tcp::endpoint> endpoint_of(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    std::string address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    }
    error_code error;
    const auto parsed =
        net::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
    std::uint16_t port = 0;
    const char* const begin = colon == std::string::npos ? nullptr : text.data() + colon + 1;
    const char* const end = text.data() + text.size();
    const bool is_port = begin != nullptr && begin != end &&
                         std::from_chars(begin, end, port) == std::from_chars_result{end, {}};
    if (error || !is_port) {
        return base::fail("bad_address",
                          fmt::format("'{}' is no address to listen at: write ADDRESS:PORT, e.g. "
                                      "127.0.0.1:8080 or [::1]:8080; port 0 is any free one",
                                      text));
    }
    return tcp::endpoint(parsed, port);
}

base::Result<void> load_tls(net::ssl::context& tls, const ServerOptions& options) {
    error_code error;
    tls.set_options(net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1 |
                    net::ssl::context::no_tlsv1_1);
    error = tls.use_certificate_chain_file(options.tls_certificate, error);
    if (error) {
        return base::fail("bad_certificate",
                          fmt::format("{}: no certificate in PEM can be read from it: {}",
                                      options.tls_certificate,
                                      error.message()));
    }
    error = tls.use_private_key_file(options.tls_key, net::ssl::context::pem, error);
    if (error) {
        return base::fail(
            "bad_certificate",
            fmt::format("{}: no private key in PEM that belongs to {} can be read from it: {}",
                        options.tls_key,
                        options.tls_certificate,
                        error.message()));
    }
    return {};
}

class Server {
 public:
    Server(const Limits& limits, Service& service)
        : shared_(service, limits),
          context_(static_cast<int>(limits.io_threads)),
          acceptor_(net::make_strand(context_)),
          signals_(acceptor_.get_executor(), SIGINT, SIGTERM),
          drain_(acceptor_.get_executor()) {}

    base::Result<void> listen(const tcp::endpoint& endpoint) {
        error_code error;
        error = acceptor_.open(endpoint.protocol(), error);
        if (!error) {
            error = acceptor_.set_option(net::socket_base::reuse_address(true), error);
        }
        if (!error) {
            error = acceptor_.bind(endpoint, error);
        }
        if (!error) {
            error = acceptor_.listen(net::socket_base::max_listen_connections, error);
        }
        if (error) {
            return base::fail("address_taken",
                              fmt::format("cannot listen at {}:{}: {}. Stop what listens there, or "
                                          "give another --listen.",
                                          endpoint.address().to_string(),
                                          endpoint.port(),
                                          error.message()));
        }
        return {};
    }

    [[nodiscard]] tcp::endpoint at() const { return acceptor_.local_endpoint(); }

    /// Returns when all is answered after a signal.
    void run(net::ssl::context* tls) {
        signals_.async_wait([this](const error_code& error, int) {
            if (!error) {
                stop();
            }
        });
        net::co_spawn(acceptor_.get_executor(), accept_all(tls), net::detached);
        std::vector<std::thread> threads;
        threads.reserve(shared_.limits.io_threads);
        for (std::size_t i = 1; i < shared_.limits.io_threads; ++i) {
            threads.emplace_back([this] { context_.run(); });
        }
        context_.run();
        for (std::thread& thread : threads) {
            thread.join();
        }
        shared_.reading.threads.join();
        shared_.reading_long.threads.join();
        shared_.writing.threads.join();
    }

 private:
    net::awaitable<void> accept_all(net::ssl::context* tls) {
        while (!shared_.stopping) {
            tcp::socket socket(net::make_strand(context_));
            error_code error;
            co_await acceptor_.async_accept(socket, net::redirect_error(net::use_awaitable, error));
            if (shared_.stopping) {
                co_return;
            }
            if (error) {
                // No descriptor is left, most likely: those that are open will give theirs back.
                net::steady_timer pause(acceptor_.get_executor(), kAfterNoSocket);
                co_await pause.async_wait(net::redirect_error(net::use_awaitable, error));
                continue;
            }
            Metrics& metrics = shared_.service.metrics();
            ++metrics.accepted;
            error = socket.set_option(tcp::no_delay(true), error);
            if (metrics.connections >= shared_.limits.connections) {
                ++metrics.turned_away;
                turn_away(socket, tls != nullptr);
                continue;
            }
            begin_connection(std::move(socket), shared_, tls);
        }
    }

    /// Without waiting for anybody: what does not fit the buffer of the system is lost.
    static void turn_away(tcp::socket& socket, bool tls) {
        error_code ignored;
        if (!tls) {
            ignored = socket.non_blocking(true, ignored);
            socket.write_some(net::buffer(kTurnedAway, std::char_traits<char>::length(kTurnedAway)),
                              ignored);
            ignored = socket.shutdown(tcp::socket::shutdown_send, ignored);
        }
    }

    void stop() {
        shared_.stopping = true;
        shared_.service.set_stopping();
        error_code ignored;
        ignored = acceptor_.close(ignored);
        deadline_ = std::chrono::steady_clock::now() + shared_.limits.drain_time;
        look();
        // Whoever asks a second time does not want to wait.
        signals_.async_wait([this](const error_code& error, int) {
            if (!error) {
                context_.stop();
            }
        });
    }

    /// Again and again: a connection may have become idle just after it was looked at.
    void look() {
        {
            const std::scoped_lock lock(shared_.mutex);
            for (Open* const one : shared_.open) {
                one->end_if_idle();
            }
        }
        if (shared_.service.metrics().connections == 0 ||
            std::chrono::steady_clock::now() >= deadline_) {
            context_.stop();
            return;
        }
        drain_.expires_after(kDrainLook);
        drain_.async_wait([this](const error_code& error) {
            if (!error) {
                look();
            }
        });
    }

    Shared shared_;  ///< first: connections that are dropped with the context still use it
    net::io_context context_;
    tcp::acceptor acceptor_;
    net::signal_set signals_;
    net::steady_timer drain_;
    std::chrono::steady_clock::time_point deadline_;
};

}  // namespace

base::Result<void> serve(const ServerOptions& options,
                         Service& service,
                         const std::function<void(const std::string&)>& listening) {
    const auto endpoint = endpoint_of(options.listen);
    if (!endpoint) {
        return tl::unexpected(endpoint.error());
    }
    std::optional<net::ssl::context> tls;
    if (!options.tls_certificate.empty()) {
        tls.emplace(net::ssl::context::tls_server);
        if (const auto loaded = load_tls(*tls, options); !loaded) {
            return loaded;
        }
    }
    Server server(options.limits, service);
    if (const auto bound = server.listen(*endpoint); !bound) {
        return bound;
    }
    const tcp::endpoint at = server.at();
    const std::string address = at.address().to_string();
    listening(fmt::format("{}://{}:{}",
                          tls ? "https" : "http",
                          at.address().is_v6() ? fmt::format("[{}]", address) : address,
                          at.port()));
    server.run(tls ? &*tls : nullptr);
    return {};
}

}  // namespace imdad::http
