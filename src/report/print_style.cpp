#include "report/print_style.hpp"

#include "report/qr_code.hpp"
#include "report/trace_svg.hpp"

#include <fmt/format.h>

namespace imdad::report {

namespace {

// Grey tones only, and letters on white or nearly so: what a laser printer without
// colours leaves is what was there.
constexpr const char* kStyle = R"css(
:root{--ink:#111;--quiet:#444;--line:#bbb;color-scheme:light;color:var(--ink);background:#fff;
font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif}
*{box-sizing:border-box}
body{margin:0;padding:1rem clamp(.8rem,3vw,2rem) 3rem}
.sheet{max-inline-size:64rem;margin-inline:auto}
a{color:inherit}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.tools{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;max-inline-size:64rem;margin:0 auto 1rem;font-size:.9rem}
.tools ul{display:flex;flex-wrap:wrap;gap:.3rem .8rem;list-style:none;margin:0;padding:0}
.tools a{display:inline-block;padding-block:.15rem;min-inline-size:1.6rem}
.tools [aria-current]{font-weight:700;text-decoration:none}
.running{border-block-end:1.5px solid var(--ink);font-size:.82rem;padding-block-end:.35rem}
.running p{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem 1.2rem;margin:0}
.running>div{display:flex;align-items:start;justify-content:space-between;gap:.4rem 1.2rem}
.says{flex:1;min-inline-size:0}
.running strong{font-weight:700}
.sheet-is{font-weight:700;border:1.5px solid var(--ink);padding:.3rem .6rem}
.class{border:1.5px solid var(--ink);padding-inline:.5rem;font-weight:700}
h1{font-size:1.5rem;line-height:1.25;margin:1rem 0 .2rem}
.about{margin:1rem 0 -.8rem;color:var(--quiet)}
.answer{margin:.2rem 0 .8rem;font-size:1.05rem}
h2{font-size:1.1rem;margin:1.5rem 0 .4rem}
p,ul,ol,dl{margin-block:.4rem}
.note{color:var(--quiet);font-size:.92rem}
.alarm{color:var(--ink);font-weight:700;border-inline-start:5px solid var(--ink);padding-inline-start:.6rem}
.scroll{overflow-x:auto;margin-block:.7rem}
table{border-collapse:collapse;inline-size:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
caption{text-align:start;color:var(--quiet);font-size:.85rem;padding-block:.2rem}
th,td{text-align:start;vertical-align:top;padding:.25rem .5rem;border-block-end:1px solid var(--line);overflow-wrap:break-word;font-weight:400}
.narrow th,.narrow td{overflow-wrap:anywhere}
thead th{vertical-align:bottom;font-weight:650;border-block-end:1.5px solid var(--ink)}
tbody th{font-weight:500}
.n{text-align:end;white-space:nowrap;overflow-wrap:normal}
.total th,.total td{border-block:1.5px solid var(--ink);font-weight:700}
.nowrap{white-space:nowrap}
.way a{display:inline-block;padding-block:.3rem}
.dense{font-size:.72rem}
.dense th,.dense td{padding:.12rem .22rem}
.dense td{text-align:center}
.gone{text-decoration:line-through}
.quiet{color:var(--quiet)}
small{font-size:.88em;color:var(--quiet)}
.asked{font-weight:700}
.hash{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85em;overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.15rem 1rem}
.facts dt{color:var(--quiet)}
.facts dd{margin:0;overflow-wrap:anywhere}
ul,ol{padding-inline-start:1.4rem}
li{padding-block:.08rem}
blockquote{margin:.1rem 0 .1rem 1rem}
figure{margin:.6rem 0}
figure>svg{display:block;inline-size:100%;block-size:auto;max-block-size:70vh}
.bar{display:inline-block;inline-size:100%;min-inline-size:7rem;block-size:.8rem;vertical-align:middle}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;font-size:.88rem}
.swatch{inline-size:1.5rem;block-size:.85rem;vertical-align:-1px;margin-inline-end:.35rem}
.stream text{font-size:13px;fill:#111}
.stream .s{font-size:11.5px;fill:#444}
.stream .k{font-weight:650}
.c0{background:#fff;outline:1.5px solid #111;outline-offset:-2px}
.c1,.c2,.c3{background:#fff}
.c1{text-decoration:underline dotted}
.c4{background:#eee}
.c5{background:#ddd;font-weight:700}
.c6{background:#ddd;font-weight:700;font-style:italic}
)css";

// The running header is the header group of a table that holds the whole page: browsers repeat it
// on every sheet and keep room for it, which fixed boxes do not get.
constexpr const char* kPrintStyle = R"css(
@media print{
:root{font-size:10.5px}
body{padding:0}
.tools{display:none}
.sheet{display:table;inline-size:100%;max-inline-size:none;table-layout:fixed}
.running{display:table-header-group;break-inside:avoid}
.running>div{margin-block-end:3mm;border-block-end:.4mm solid #111;padding-block-end:1mm}
.body{display:table-row-group}
.scroll{overflow:visible}
a{text-decoration:none}
h1,h2,caption,thead{break-after:avoid}
tr,figure,li,.facts>*{break-inside:avoid}
.total{break-before:avoid}
h2{margin-block:4mm 1mm}
.stream{max-inline-size:170mm}
figure>svg{max-block-size:150mm}
th,td{padding:.6mm 1.4mm}
.dense{font-size:8px}
.dense th,.dense td{padding:.3mm .5mm}
}
@media screen{.running{border:0}.running>div{border-block-end:1.5px solid var(--ink);padding-block-end:.35rem}}
)css";

}  // namespace

std::string print_style(Paper paper, bool landscape) {
    return fmt::format(
        "@page{{size:{}{};margin:10mm 12mm 14mm;@bottom-center{{content:counter(page) \" / \" "
        "counter(pages);font:8px system-ui,sans-serif;color:#444}}}}{}.chain{{{}}}{}{}",
        paper == Paper::a4 ? "A4" : "letter",
        landscape ? " landscape" : "",
        kStyle,
        trace_svg_style(),
        kPrintStyle,
        qr_style());
}

}  // namespace imdad::report
