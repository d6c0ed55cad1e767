"""The rules that the include map holds src/ to: who may include whom, and where third-party headers may appear.

A module that needs more than its row allows is a design question: change the row in the same commit and say why.
"""

from __future__ import annotations

# Every include goes to an earlier module.
ORDER = (
    "base", "model", "quantify", "network", "verify", "engine", "lp", "plan", "sim",
    "ledger", "register", "store", "exchange", "report", "app", "http", "cli",
)  # fmt: skip

_RECORDS = ("base", "model", "ledger", "register")

# What each module may include besides itself: tighter than the order.
ALLOWED: dict[str, tuple[str, ...]] = {
    "base": (),
    "model": ("base",),
    "quantify": ("base", "model"),
    "network": ("base", "model"),
    "verify": ("base", "model"),  # the checker shares no code with what it checks
    "engine": ("base", "model"),
    "lp": ("base", "model", "engine"),  # the linear programme is written of the problem that the engine is given
    "plan": ("base", "model", "engine", "lp", "verify"),
    "sim": ("base", "model"),
    "ledger": ("base", "model"),
    "register": ("base", "model"),
    "store": _RECORDS,
    "exchange": _RECORDS,
    "report": (*_RECORDS, "exchange"),  # shows the problems that exchange finds in files
    "app": ORDER[: ORDER.index("app")],
    "http": ("base", "model", "exchange", "report", "app"),  # model and exchange: the types that app returns
    "cli": ("base", "model", "exchange", "report", "app", "http"),  # http: `serve` is one of the commands
}

# Modules that others enter by these headers only; the rest of the folder is theirs alone.
FACE: dict[str, frozenset[str]] = {
    "verify": frozenset({"verify/checker.hpp", "verify/certificate.hpp"}),
}

# A helper lives with its one user or earns a name of its own.
FORBIDDEN_NAMES = frozenset({"util", "utils", "utility", "utilities", "common", "helper", "helpers", "misc"})

ANYWHERE = frozenset(ORDER)

# Third-party headers: prefix of the include, what it is, where it may appear (modules, or single files).
THIRD_PARTY: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("fmt/", "fmt", ANYWHERE),
    ("tl/expected.hpp", "tl::expected", frozenset({"base/result.hpp"})),
    # needs_text.cpp writes the explanation of a need, formula and inputs, in the module that alone knows them.
    ("nlohmann/", "nlohmann/json", frozenset({"quantify/needs_text.cpp", "exchange", "report", "app", "cli", "http"})),
    ("simdjson", "simdjson", frozenset({"exchange", "http"})),
    ("xlsxwriter", "libxlsxwriter", frozenset({"exchange"})),
    ("libxml/", "libxml2", frozenset({"exchange"})),
    ("zip.h", "libzip", frozenset({"exchange"})),
    ("pugixml", "pugixml", frozenset({"exchange"})),
    ("sodium", "libsodium", frozenset({"base", "ledger", "exchange", "store", "app"})),
    ("CLI/", "CLI11", frozenset({"cli"})),
    ("Clp", "CLP", frozenset({"lp/solve.cpp"})),
    ("Coin", "CLP", frozenset({"lp/solve.cpp"})),
    ("Osi", "CLP", frozenset({"lp/solve.cpp"})),
    ("Cbc", "CBC", frozenset({"lp"})),
    ("coin/", "CLP", frozenset({"lp/solve.cpp"})),
    ("sqlite3", "SQLite", frozenset({"store"})),
    ("libpq", "libpq", frozenset({"store"})),
    ("boost/beast", "Boost.Beast", frozenset({"http"})),
    ("boost/asio", "Boost.Asio", frozenset({"http"})),
    ("openssl/", "OpenSSL", frozenset({"ledger/merkle_log.cpp", "http"})),
    ("qrencode.h", "libqrencode", frozenset({"report/qr_code.cpp"})),
    ("zlib.h", "zlib", frozenset({"http"})),
    ("unicode/", "ICU", frozenset({"report"})),
    ("pcg", "PCG", frozenset({"base"})),
    ("Eigen/", "Eigen", frozenset({"engine", "lp", "sim"})),
    ("tbb/", "TBB", frozenset({"engine", "plan", "sim"})),
    ("toml++/", "toml++", frozenset({"app", "cli", "http"})),
    ("spdlog/", "spdlog", frozenset({"app", "cli", "http"})),
)

# The operating system: only where files, processes and sockets are handled.
POSIX_PREFIXES = ("sys/", "unistd.h", "fcntl.h", "signal.h", "termios.h", "poll.h", "pthread.h", "spawn.h", "netinet/", "arpa/", "malloc.h")
POSIX_MODULES = frozenset({"base", "store", "exchange", "app", "cli", "http"})

STANDARD = frozenset(
    """
    algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
    clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
    cstdio cstdlib cstring ctime cuchar cwchar cwctype cxxabi.h deque exception execution filesystem forward_list
    fstream functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map
    memory memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator
    semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view
    strstream syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility
    valarray variant vector version immintrin.h
    """.split()
)
