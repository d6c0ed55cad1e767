#include "support/chain.hpp"

#include <string>

namespace imdad::test_support {

namespace {

constexpr int kFirstNeedWeek = 4;
constexpr int kLastNeedWeek = 7;

void add_network(Chain& chain, const ChainKnobs& knobs) {
    ScenarioBuilder& builder = chain.builder;
    chain.country = builder.area("AA");
    chain.region = builder.area("AA01", chain.country);
    chain.pool = builder.place("pool", 0);
    chain.port = builder.place("port", 1, chain.country);
    chain.store = builder.place("store", 3, chain.region);
    chain.pool_to_port = builder.lane("pool-port", chain.pool, chain.port, 7);
    chain.port_to_store = builder.lane("port-store", chain.port, chain.store, 7);
    for (int i = 1; i <= knobs.posts; ++i) {
        const std::string number = std::to_string(i);
        chain.districts.push_back(builder.area("AA010" + number, chain.region));
        chain.posts.push_back(builder.place("post" + number, 5, chain.districts.back()));
        chain.store_to_post.push_back(
            builder.lane("store-post" + number, chain.store, chain.posts.back(), 0));
    }
}

void add_goods_and_people(Chain& chain, const ChainKnobs& knobs) {
    ScenarioBuilder& builder = chain.builder;
    chain.vaccine = builder.product("vaccine", knobs.pack_units, knobs.pack_cm3);
    builder[chain.vaccine].storage_class = model::StorageClass::cold;
    builder[chain.vaccine].companion_ambient_cm3 = model::VolumeCm3(knobs.companion_cm3);
    chain.infants = builder.programme("infants", knobs.waits);
    builder.serves(chain.infants, chain.vaccine);
    const int need_weeks = kLastNeedWeek - kFirstNeedWeek + 1;
    for (const AreaIndex district : chain.districts) {
        chain.needs.push_back(builder.need(chain.infants,
                                           district,
                                           knobs.persons_per_week * need_weeks,
                                           kFirstNeedWeek,
                                           kLastNeedWeek));
    }
    chain.lot = builder.batch(chain.vaccine, "L1");
    chain.supply = builder.stock(chain.pool, chain.lot, knobs.supply_packs);
}

void add_plan(Chain& chain, const ChainKnobs& knobs) {
    const std::int64_t persons = knobs.persons_per_week * (kLastNeedWeek - kFirstNeedWeek + 1);
    chain.packs_per_post = (persons + knobs.pack_units - 1) / knobs.pack_units;
    const std::int64_t packs = chain.packs_per_post * knobs.posts;
    chain.plan.start(chain.supply, packs);
    chain.plan.ship(chain.pool_to_port, chain.lot, 0, packs);
    chain.plan.ship(chain.port_to_store, chain.lot, 1, packs);
    for (std::size_t i = 0; i < chain.posts.size(); ++i) {
        chain.plan.ship(chain.store_to_post[i], chain.lot, 2, chain.packs_per_post);
        for (int week = kFirstNeedWeek; week <= kLastNeedWeek; ++week) {
            chain.plan.serve(chain.needs[i],
                             chain.posts[i],
                             chain.lot,
                             week,
                             knobs.persons_per_week,
                             knobs.persons_per_week);
        }
    }
}

}  // namespace

Chain make_chain(const ChainKnobs& knobs) {
    Chain chain;
    chain.builder = ScenarioBuilder(knobs.weeks);
    add_network(chain, knobs);
    add_goods_and_people(chain, knobs);
    add_plan(chain, knobs);
    return chain;
}

}  // namespace imdad::test_support
