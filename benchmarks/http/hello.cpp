#include <thread>
#include <utility>  // before Asio: that of Boost 1.74 uses std::exchange without including it
#include <vector>

#include "benchmarks/http/load.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace imdad::benchmarks {

namespace {

namespace net = boost::asio;
namespace wire = boost::beast::http;
using boost::system::error_code;
using net::ip::tcp;

net::awaitable<void> answer_all(tcp::socket socket) {
    boost::beast::flat_buffer buffer;
    error_code error;
    while (!error) {
        wire::request<wire::string_body> request;
        co_await wire::async_read(
            socket, buffer, request, net::redirect_error(net::use_awaitable, error));
        if (error) {
            break;
        }
        wire::response<wire::string_body> response{wire::status::ok, request.version()};
        response.set(wire::field::content_type, "application/json");
        response.keep_alive(request.keep_alive());
        response.body() = R"({"hello":"world"})";
        response.prepare_payload();
        co_await wire::async_write(
            socket, response, net::redirect_error(net::use_awaitable, error));
    }
}

net::awaitable<void> accept_all(net::io_context& context, tcp::acceptor& acceptor) {
    while (true) {
        tcp::socket socket(net::make_strand(context));
        co_await acceptor.async_accept(socket, net::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        const auto executor = socket.get_executor();
        net::co_spawn(executor, answer_all(std::move(socket)), net::detached);
    }
}

}  // namespace

void run_hello(int threads, void (*listening)(std::uint16_t port)) {
    net::io_context context(threads);
    tcp::acceptor acceptor(context, {net::ip::address_v4::loopback(), 0});
    net::co_spawn(context, accept_all(context, acceptor), net::detached);
    listening(acceptor.local_endpoint().port());
    std::vector<std::jthread> others;
    others.reserve(static_cast<std::size_t>(threads));
    for (int i = 1; i < threads; ++i) {
        others.emplace_back([&] { context.run(); });
    }
    context.run();
}

}  // namespace imdad::benchmarks
