#include "shortage.hpp"

#include <cstdlib>
#include <new>

#include <sqlite3.h>

namespace imdad::store {

namespace {

struct State {
    bool counting = false;
    std::uint64_t count = 0;
    std::uint64_t fails_at = 0;
    Shortage shortage = Shortage::once;
};

// One thread only: the connection under test has no other.
State state;

bool fails() {
    if (!state.counting) {
        return false;
    }
    ++state.count;
    return state.count == state.fails_at ||
           (state.count > state.fails_at && state.shortage == Shortage::for_ever);
}

sqlite3_mem_methods of_system;

void* sqlite_allocate(int size) {
    return fails() ? nullptr : of_system.xMalloc(size);
}

void* sqlite_reallocate(void* memory, int size) {
    return fails() ? nullptr : of_system.xRealloc(memory, size);
}

}  // namespace

void run_short(std::uint64_t n, Shortage shortage) {
    state = {.counting = true, .count = 0, .fails_at = n, .shortage = shortage};
}

std::uint64_t have_enough() {
    state.counting = false;
    return state.count;
}

void install_in_sqlite() {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &of_system);
    sqlite3_mem_methods ours = of_system;
    ours.xMalloc = sqlite_allocate;
    ours.xRealloc = sqlite_reallocate;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
    // Else small allocations come from a pool of each connection that cannot run short.
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

}  // namespace imdad::store

void* operator new(std::size_t size) {
    void* const memory = imdad::store::fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}
