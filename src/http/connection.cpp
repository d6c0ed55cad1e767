#include "http/connection.hpp"

#include "http/sentences.hpp"

#include <array>
#include <chrono>
#include <ctime>
#include <exception>
#include <memory>
#include <optional>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http.hpp>

namespace imdad::http {

namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using boost::system::error_code;
using net::ip::tcp;
using Tls = net::ssl::stream<tcp::socket>;
using Parser = wire::request_parser<wire::string_body>;

constexpr std::size_t kReadAtOnce = 4096;
constexpr std::size_t kBufferMax = 65536;
/// What is thrown away unread after a refusal, so that the answer arrives before the end does.
constexpr std::size_t kDiscardMax = 8388608;
constexpr std::chrono::milliseconds kLingerTime{2'000};
constexpr std::chrono::milliseconds kCancelAgain{100};
/// Of a stream: how often it is asked for news, and after which silence a sign of life is sent.
constexpr std::chrono::milliseconds kLookAgain{100};
constexpr std::chrono::seconds kStillThere{15};

constexpr const char* kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

/// What a request that cannot be read is answered; no value: nobody is there to be answered.
std::optional<app::Told> refusal_of(const error_code& error, bool slow) {
    if (slow) {
        return say("too_slow");
    }
    if (error == wire::error::header_limit) {
        return say("headers_too_long");
    }
    if (error == wire::error::body_limit) {
        return say("body_too_long");
    }
    if (error == net::error::no_buffer_space) {
        return say("documents_wait");
    }
    const bool of_protocol =
        error.category() == make_error_code(wire::error::bad_method).category();
    if (of_protocol && error != wire::error::end_of_stream &&
        error != wire::error::partial_message) {
        return say("no_request");
    }
    return std::nullopt;
}

/// One of the places for long documents, held while there is one.
class Place {
 public:
    explicit Place(std::atomic<std::int64_t>& taken) : taken_(taken) { ++taken_; }

    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    ~Place() { --taken_; }

 private:
    std::atomic<std::int64_t>& taken_;
};

/// Whether the body is a document to attach, by the path that it is sent to.
bool is_document(Parser& parser) {
    const beast::string_view target = parser.get().target();
    return parser.get().method() == wire::verb::post &&
           target.substr(0, target.find('?')).ends_with("/attachments");
}

std::string http_date() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text{};
    const std::size_t size =
        std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

template <typename Stream>
class Connection final : public Open, public std::enable_shared_from_this<Connection<Stream>> {
 public:
    template <typename... Arguments>
    explicit Connection(Shared& shared, Arguments&&... arguments)
        : shared_(shared),
          stream_(std::forward<Arguments>(arguments)...),
          buffer_(kBufferMax),
          timer_(stream_.get_executor()) {
        ++shared_.service.metrics().connections;
        const std::scoped_lock lock(shared_.mutex);
        shared_.open.insert(this);
    }

    ~Connection() override {
        const std::scoped_lock lock(shared_.mutex);
        shared_.open.erase(this);
        --shared_.service.metrics().connections;
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void end_if_idle() override {
        // The list is locked by who calls, so that this object is not yet gone; but perhaps going.
        // Moved along: were the last hold on it given up here, it would wait for the list for ever.
        if (auto self = this->weak_from_this().lock()) {
            const auto executor = stream_.get_executor();
            net::post(executor, [self = std::move(self)] {
                if (self->idle_) {
                    error_code ignored;
                    self->socket().cancel(ignored);
                }
            });
        }
    }

    /// The whole life of a connection. It holds the connection from before its first step, which
    /// is taken later and elsewhere.
    static net::awaitable<void> live(std::shared_ptr<Connection> self) { co_await self->run(); }

 private:
    net::awaitable<void> run() {
        try {
            if (co_await greet()) {
                bool first = true;
                while (co_await serve_one(first)) {
                    first = false;
                }
                co_await part();
            }
        } catch (const std::exception&) {
            // No memory, or a stream that broke in an unforeseen way: this connection ends, the
            // others go on.
            ++shared_.service.metrics().broken;
        }
        allow_forever();
        error_code ignored;
        socket().close(ignored);
    }

    tcp::socket& socket() { return beast::get_lowest_layer(stream_); }

    /// After `time` what is being read or written is given up, and `slow_` is true. Given up again
    /// and again: the first time may come between two readings, when there is nothing to give up.
    void allow(std::chrono::milliseconds time) {
        slow_ = false;
        wait(++allowance_, time);
    }

    void wait(std::uint64_t allowance, std::chrono::milliseconds time) {
        timer_.expires_after(time);
        timer_.async_wait([self = this->shared_from_this(), allowance](const error_code& error) {
            if (!error && allowance == self->allowance_) {
                self->slow_ = true;
                error_code ignored;
                self->socket().cancel(ignored);
                self->wait(allowance, kCancelAgain);
            }
        });
    }

    void allow_forever() {
        ++allowance_;
        timer_.cancel();
    }

    net::awaitable<bool> greet() {
        if constexpr (std::is_same_v<Stream, Tls>) {
            error_code error;
            allow(shared_.limits.header_time);
            co_await stream_.async_handshake(net::ssl::stream_base::server,
                                             net::redirect_error(net::use_awaitable, error));
            if (slow_) {
                ++shared_.service.metrics().cut;
            }
            co_return !error;
        } else {
            co_return true;
        }
    }

    /// Waits for the first byte of a request. False: there will be none.
    net::awaitable<bool> wait_for_request(bool first) {
        if (buffer_.size() > 0) {
            co_return true;
        }
        if (shared_.stopping) {
            co_return false;
        }
        idle_ = true;
        allow(first ? shared_.limits.header_time : shared_.limits.idle_time);
        error_code error;
        const std::size_t count = co_await stream_.async_read_some(
            buffer_.prepare(kReadAtOnce), net::redirect_error(net::use_awaitable, error));
        idle_ = false;
        buffer_.commit(count);
        if (slow_ && first) {
            ++shared_.service.metrics().cut;
        }
        co_return !error;
    }

    /// Reads all of a request; a long document takes `place`. Returns what went wrong.
    net::awaitable<error_code> read(Parser& parser, std::optional<Place>& place) {
        error_code error;
        allow(shared_.limits.header_time);
        co_await wire::async_read_header(
            stream_, buffer_, parser, net::redirect_error(net::use_awaitable, error));
        if (error || parser.is_done()) {
            co_return error;
        }
        const std::uint64_t length = parser.content_length().value_or(0);
        if (length <= shared_.limits.body_bytes || !is_document(parser)) {
            if (length > shared_.limits.body_bytes) {
                co_return make_error_code(wire::error::body_limit);
            }
            parser.body_limit(shared_.limits.body_bytes);
        } else {
            place.emplace(shared_.documents);
            if (shared_.documents > shared_.limits.documents) {
                co_return make_error_code(net::error::no_buffer_space);
            }
        }
        allow(shared_.limits.body_time);
        if (beast::iequals(parser.get()[wire::field::expect], "100-continue")) {
            co_await net::async_write(
                stream_,
                net::buffer(kContinue, std::char_traits<char>::length(kContinue)),
                net::redirect_error(net::use_awaitable, error));
            if (error) {
                co_return error;
            }
        }
        co_await wire::async_read(
            stream_, buffer_, parser, net::redirect_error(net::use_awaitable, error));
        co_return error;
    }

    Request request_of(Parser& parser) {
        auto& message = parser.get();
        error_code ignored;
        const auto peer = socket().remote_endpoint(ignored).address();
        Request request{.method = std::string(message.method_string()),
                        .target = std::string(message.target()),
                        .peer = ignored ? std::string() : peer.to_string(),
                        .from_this_host = !ignored && peer.is_loopback(),
                        .encrypted = std::is_same_v<Stream, Tls>};
        for (const auto& field : message) {
            std::string name(field.name_string());
            beast::string_view value = field.value();
            for (char& c : name) {
                c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            }
            request.headers.push_back({std::move(name), std::string(value)});
        }
        request.body = std::move(message.body());
        return request;
    }

    /// False: the connection ends.
    net::awaitable<bool> serve_one(bool first) {
        if (!co_await wait_for_request(first)) {
            co_return false;
        }
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes));
        // Of what is no document less is taken, as soon as its headers have told that.
        parser.body_limit(shared_.limits.document_bytes);
        std::optional<Place> place;  // until the answer is on its way
        const error_code error = co_await read(parser, place);
        const bool slow = slow_;
        allow_forever();
        const auto began = std::chrono::steady_clock::now();
        if (slow) {
            ++shared_.service.metrics().cut;
        }
        if (error) {
            std::optional<app::Told> refused = refusal_of(error, slow);
            if (refused) {
                Request nothing{.encrypted = std::is_same_v<Stream, Tls>};
                Response response = Service::refusal(std::move(*refused));
                co_await write(nothing, std::move(response), false, began);
                unread_ = true;
            }
            co_return false;
        }
        const bool keep = parser.get().keep_alive();
        const bool has_host =
            parser.get().version() < 11 || parser.get().count(wire::field::host) == 1;
        const Request request = request_of(parser);
        Response response;
        if (!has_host) {
            response = Service::refusal(say("bad_host"));
        } else if (request.target.size() > shared_.limits.target_bytes) {
            response = Service::refusal(say("target_too_long"));
        } else {
            response = co_await answer(request);
        }
        co_return co_await write(request, std::move(response), keep && !shared_.stopping, began);
    }

    /// On this thread what needs no books, else by a worker, else not at all.
    net::awaitable<Response> answer(const Request& request) {
        Work work = Work::reading;
        if (std::optional<Response> at_once = shared_.service.answer_at_once(request, work)) {
            co_return std::move(*at_once);
        }
        Metrics& metrics = shared_.service.metrics();
        Workers& workers = shared_.of(work);
        if (++workers.queue > workers.queue_max) {
            --workers.queue;
            ++metrics.queue_overflows;
            co_return Service::refusal(say("requests_wait"));
        }
        ++metrics.queue;
        Response response = co_await net::co_spawn(workers.threads.get_executor(),
                                                   by_worker(shared_.service, request),
                                                   net::use_awaitable);
        --metrics.queue;
        --workers.queue;
        co_return response;
    }

    /// Never throws, as `Service::answer` does not.
    static net::awaitable<Response> by_worker(const Service& service, const Request& request) {
        co_return service.answer(request);
    }

    /// Returns whether another request may follow.
    net::awaitable<bool> write(const Request& request,
                               Response response,
                               bool keep,
                               std::chrono::steady_clock::time_point began) {
        const std::string route = response.route;
        Service::finish(request, response);
        wire::response<wire::string_body> message;
        message.result(static_cast<unsigned>(response.status));
        message.version(11);
        message.set(wire::field::date, http_date());
        for (const Header& header : response.headers) {
            message.insert(header.name, header.value);
        }
        message.keep_alive(keep);
        if (response.news && request.method != "HEAD") {
            shared_.service.metrics().answered(
                route, response.status, std::chrono::steady_clock::now() - began);
            message.set(wire::field::content_type, response.type);
            co_await send_news(message.base(), *response.news);
            co_return false;
        }
        const bool without_body = response.status == 304 || response.status == 204;
        if (!without_body) {
            message.set(wire::field::content_type, response.type);
            message.body() = std::move(response.body);
            message.prepare_payload();
            if (request.method == "HEAD") {
                message.body().clear();  // its length stays stated
            }
        }
        // Counted before it is sent: whoever has an answer finds it in the metrics.
        shared_.service.metrics().answered(
            route, response.status, std::chrono::steady_clock::now() - began);
        error_code error;
        allow(shared_.limits.write_time);
        co_await wire::async_write(
            stream_, message, net::redirect_error(net::use_awaitable, error));
        if (slow_) {
            ++shared_.service.metrics().cut;
        }
        allow_forever();
        co_return keep && !error;
    }

    /// What happens as it happens; its end is the end of the connection. A line that says nothing
    /// now and then shows that the other side is still there.
    net::awaitable<void> send_news(wire::response_header<> header, News& news) {
        wire::response<wire::empty_body> message(std::move(header));
        message.keep_alive(false);
        wire::response_serializer<wire::empty_body> serializer(message);
        error_code error;
        allow(shared_.limits.write_time);
        co_await wire::async_write_header(
            stream_, serializer, net::redirect_error(net::use_awaitable, error));
        net::steady_timer pause(stream_.get_executor());
        auto spoke = std::chrono::steady_clock::now();
        bool more = true;
        while (more && !error && !slow_ && !shared_.stopping) {
            std::string text;
            more = news.next(text);
            const auto now = std::chrono::steady_clock::now();
            if (text.empty() && now - spoke > kStillThere) {
                text = ":\n\n";
            }
            if (!text.empty()) {
                spoke = now;
                allow(shared_.limits.write_time);
                co_await net::async_write(
                    stream_, net::buffer(text), net::redirect_error(net::use_awaitable, error));
            }
            allow_forever();
            if (more && !error) {
                error_code ignored;
                pause.expires_after(kLookAgain);
                co_await pause.async_wait(net::redirect_error(net::use_awaitable, ignored));
            }
        }
        if (slow_) {
            ++shared_.service.metrics().cut;
        }
    }

    /// Says goodbye, and after a refusal throws away what is still being sent: a connection that is
    /// closed with unread bytes is reset, and the answer may be lost with it.
    net::awaitable<void> part() {
        error_code error;
        allow(kLingerTime);
        if constexpr (std::is_same_v<Stream, Tls>) {
            co_await stream_.async_shutdown(net::redirect_error(net::use_awaitable, error));
        }
        socket().shutdown(tcp::socket::shutdown_send, error);
        std::size_t discarded = 0;
        error.clear();
        buffer_.consume(buffer_.size());
        while (unread_ && !error && !slow_ && discarded < kDiscardMax) {
            discarded += co_await socket().async_read_some(
                buffer_.prepare(kReadAtOnce), net::redirect_error(net::use_awaitable, error));
        }
    }

    Shared& shared_;
    Stream stream_;
    beast::flat_buffer buffer_;
    net::steady_timer timer_;
    std::uint64_t allowance_ = 0;
    bool slow_ = false;
    bool idle_ = false;
    bool unread_ = false;  ///< the peer may still be sending
};

}  // namespace

void begin_connection(tcp::socket socket, Shared& shared, net::ssl::context* tls) {
    const auto executor = socket.get_executor();
    if (tls != nullptr) {
        using Kind = Connection<Tls>;
        auto connection = std::make_shared<Kind>(shared, std::move(socket), *tls);
        net::co_spawn(executor, Kind::live(std::move(connection)), net::detached);
    } else {
        using Kind = Connection<tcp::socket>;
        auto connection = std::make_shared<Kind>(shared, std::move(socket));
        net::co_spawn(executor, Kind::live(std::move(connection)), net::detached);
    }
}

}  // namespace imdad::http
