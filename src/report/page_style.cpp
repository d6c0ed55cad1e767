#include "report/page_style.hpp"

#include "report/coverage_classes.hpp"

#include <fmt/format.h>

namespace imdad::report {
namespace {

// Text colours keep a contrast of at least 4.5 on every ground they stand on: ink 16:1, quiet 7:1,
// accent 6.9:1, alarm 7.4:1 on white.
constexpr const char* kScreenStyle = R"css(
:root{--ink:#18212b;--quiet:#4c5864;--line:#d9dedd;--soft:#f4f6f4;--accent:#0b6470;--tint:#d3e8e6;--alarm:#8f1d2c;
color-scheme:light;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif;color:var(--ink);background:#fff}
*{box-sizing:border-box}
body{margin:0}
.top,main,footer{max-inline-size:76rem;margin-inline:auto;padding-inline:clamp(1rem,3vw,2rem)}
.skip{position:absolute;inset-block-start:-4rem;inset-inline-start:1rem;background:#fff;padding:.5rem 1rem;z-index:3}
.skip:focus{inset-block-start:.5rem}
.running{display:none}
.stamp{margin:0;background:var(--alarm);color:#fff;font-weight:700;letter-spacing:.12em;text-align:center;padding:.35rem 1rem;position:sticky;inset-block-start:0;z-index:2}
.stamp span{font-weight:400;letter-spacing:0}
.top{padding-block:1.75rem .5rem}
.top h1{font-size:clamp(1.35rem,3vw,1.9rem);line-height:1.2;margin:.2rem 0 .5rem;font-weight:650;letter-spacing:-.01em}
.facts{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:0;padding:0;list-style:none;color:var(--quiet);font-size:.92rem}
.label{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:.05rem .7rem;color:#6b4400;background:#fdf6e8;font-size:.85rem}
nav ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;margin:.9rem 0 0;padding:.55rem 0 0;border-block-start:1px solid var(--line);font-size:.92rem}
nav a{display:inline-block;padding-block:.25rem}
a{color:var(--accent)}
a:focus-visible,button:focus-visible,select:focus-visible,input:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
section{margin-block:2.6rem;scroll-margin-block-start:3rem}
#headline{margin-block-start:1.2rem}
h2{font-size:1.3rem;line-height:1.25;margin:0 0 .4rem;font-weight:650}
h3{font-size:1.05rem;margin:1.6rem 0 .5rem;font-weight:650}
h4{font-size:.98rem;margin:.4rem 0;font-weight:650}
.note,.quiet{color:var(--quiet)}
.note{max-inline-size:46rem;margin:.3rem 0 .9rem;font-size:.93rem}
.headline{margin:0;line-height:1.15;font-size:clamp(1.05rem,2.2vw,1.35rem)}
.headline strong{display:block;font-size:clamp(2.6rem,8vw,4.6rem);line-height:1.05;font-weight:680;letter-spacing:-.03em;color:var(--accent);font-variant-numeric:tabular-nums}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.9rem;margin:1.2rem 0 0}
.tile{background:var(--soft);border-radius:.5rem;padding:.8rem 1rem;border-inline-start:4px solid var(--line)}
.tile.warn{border-color:var(--alarm)}
.tile dt{font-size:.86rem;color:var(--quiet)}
.tile dd{margin:0}
.tile strong{display:block;font-size:1.7rem;line-height:1.2;font-weight:660;font-variant-numeric:tabular-nums}
.tile.warn strong{color:var(--alarm)}
.tile span{font-size:.88rem}
.maps{display:flex;flex-wrap:wrap;gap:1rem}
.panel{display:flex;flex-direction:column;margin:0;min-inline-size:17rem;border:1px solid var(--line);border-radius:.5rem;overflow:hidden;background:#f7fafb}
.panel figcaption{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center;justify-content:space-between;padding:.45rem .8rem;font-weight:600;font-size:.93rem;background:#fff;border-block-end:1px solid var(--line);min-block-size:2.6rem}
.panel svg{display:block;inline-size:100%;block-size:auto;margin-block:auto;touch-action:pan-y}
.panel svg,.week svg{direction:ltr}
.panel svg.zoomed{cursor:grab;touch-action:none}
.land{fill:#eceeea;stroke:none}
.lines{fill:none;pointer-events:none}
.lines .l1{stroke:#5d6873;stroke-width:.7px}
.lines .l0{stroke:#18212b;stroke-width:1.3px}
.panel defs>path,.areas *{vector-effect:non-scaling-stroke}
.areas path,.areas rect{stroke:#fff;stroke-width:.5px}
.areas circle{fill-opacity:.88;stroke:#18212b;stroke-width:.6px;stroke-opacity:.65}
.areas .hot{stroke:#000;stroke-width:2.2px;stroke-opacity:1}
.country{font-size:105px;letter-spacing:.08em;fill:#414c57;text-anchor:middle;text-transform:uppercase;paint-order:stroke;stroke:#fff;stroke-opacity:.7;stroke-width:30px;pointer-events:none}
.places circle{fill:#fff;stroke:#18212b;stroke-width:5px}
.ring{fill:none;stroke:#8f1d2c;stroke-width:24px}
.ring0{fill:none;stroke:#fff;stroke-width:52px}
.areas+.ring0,.ring,.ring0,text.worst{pointer-events:none}
text.worst{font-size:13px;font-weight:700;fill:#8f1d2c;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.furniture text{font-size:10.5px;fill:#414c57}
.furniture path{fill:#414c57}
.furniture .bar{fill:none;stroke:#414c57;stroke-width:1.4}
.kn{fill:#f4f4f1}
.ku{fill:url(#pu)}
.legend{margin-block-start:.8rem;font-size:.9rem}
.legend p{margin:0 0 .3rem}
.legend ul,.key{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.3rem}
.sw{inline-size:26px;block-size:16px;vertical-align:-2px}
.sw .areas rect{stroke:#8b949c;stroke-width:1px}
.worst-list{columns:2 20rem;column-gap:2.5rem;margin:0;padding-inline-start:1.6rem;font-size:.95rem}
.worst-list li{break-inside:avoid;padding-block:.12rem;padding-inline-start:4.6rem;text-indent:-4.2rem}
.worst-list strong{display:inline-block;inline-size:4.2rem;text-indent:0;font-variant-numeric:tabular-nums}
.b{position:relative;isolation:isolate}
.b::before{content:"";position:absolute;z-index:-1;inset-block:2px;inset-inline-start:0;inline-size:var(--v);background:var(--tint);border-radius:2px}
.n.b{min-inline-size:7.5rem}
.scroll{overflow-x:auto;max-inline-size:100%}
.scroll.tall{max-block-size:36rem;overflow:auto;border-block-end:1px solid var(--line)}
.tall thead th{position:sticky;inset-block-start:0;background:#fff;z-index:1;box-shadow:0 1px 0 var(--ink)}
table{border-collapse:collapse;inline-size:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:start;color:var(--quiet);font-size:.86rem;padding-block:.3rem}
th,td{text-align:start;padding:.32rem .6rem;vertical-align:baseline;font-weight:400}
thead th{font-weight:650;border-block-end:1px solid var(--ink);vertical-align:bottom}
tbody tr{border-block-end:1px solid var(--line)}
tbody th{font-weight:500}
.n{text-align:end;white-space:nowrap}
.n .name{white-space:normal}
tbody tr:hover,tr.hot{background:#fff8e3}
th button{font:inherit;font-weight:650;color:inherit;background:none;border:0;padding:.15rem 0;margin:0;cursor:pointer;text-align:inherit;min-block-size:24px;text-decoration:underline dotted;text-underline-offset:3px}
th[aria-sort] button::after{content:" \25B2"}
th[aria-sort=descending] button::after{content:" \25BC"}
.range,.track{display:block;position:relative;block-size:.8rem;min-inline-size:6.5rem;background:#e9edec;border-radius:2px}
.range::before{content:"";position:absolute;inset-block:0;inset-inline-start:0;inline-size:var(--v);background:var(--accent);border-radius:2px}
.range::after{content:"";position:absolute;inset-block:-3px;inset-inline-start:var(--m);inline-size:3px;margin-inline-start:-1px;background:var(--ink);box-shadow:0 0 0 1px #fff}
.track{min-inline-size:13rem;background:linear-gradient(#b9c2c1,#b9c2c1) center/100% 1px no-repeat}
.mark{display:inline-block;position:relative;inline-size:12px;block-size:12px;vertical-align:-1px;--v:50%}
.track i,.mark i{position:absolute;inset-inline-start:var(--v);inset-block-start:50%;inline-size:11px;block-size:11px;margin-inline-start:-5.5px;margin-block-start:-5.5px;--v:50%}
.d0{background:var(--accent);border-radius:50%;box-shadow:0 0 0 1.5px #fff}
.d1{border:2px solid #7a4a00;background:#fff}
.d2{background:#6d3a86;clip-path:polygon(50% 0,100% 100%,0 100%)}
.d3{border:2px solid #33518a;background:#fff;transform:rotate(45deg) scale(.8)}
.key{margin-block:.2rem .6rem;font-size:.9rem}
.weeks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,16.5rem),1fr));gap:1rem 1.4rem}
.week{margin:0}
.week figcaption{font-size:.92rem;line-height:1.3}
.week figcaption span{display:block}
.week svg{display:block;inline-size:100%;block-size:auto}
.week text{font-size:11px;fill:#4c5864}
.grid{stroke:#dfe4e3;fill:none}
polygon.served{fill:#d3e8e6}
polyline{fill:none;stroke-linejoin:round}
polyline.served{stroke:#0b6470;stroke-width:2.2}
polyline.needed{stroke:#5d6873;stroke-width:1.2;stroke-dasharray:5 3}
polyline.started{stroke:#7a4a00;stroke-width:1.6;stroke-dasharray:1.5 3;stroke-linecap:round}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:.5rem 2.2rem;align-items:start}
.pair small{display:block;color:var(--quiet);font-size:.85em}
details{margin-block:.9rem}
.rules{columns:26rem;column-gap:2rem;font-size:.86rem}
.rules dt{font-weight:650;break-after:avoid}
.rules dd{margin:0 0 .6rem}
#shipments details{margin-block:.15rem}
.proved{margin:1rem 0 .1rem;padding-inline-start:1.2rem}
.elsewhere{margin:1rem 0 .1rem;color:var(--quiet);font-size:.93rem}
summary{cursor:pointer;color:var(--accent);padding-block:.25rem}
footer{padding-block:1.2rem 2.5rem;border-block-start:1px solid var(--line);color:var(--quiet);font-size:.85rem;overflow-wrap:anywhere}
.tools{display:inline-flex;gap:.3rem}
.tools button{inline-size:30px;block-size:30px;font:600 1rem/1 system-ui,sans-serif;border:1px solid #8b949c;border-radius:.35rem;background:#fff;color:var(--ink);cursor:pointer}
.control{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0 0 .7rem;font-size:.93rem}
.control select,.control input{font:inherit;padding:.25rem .5rem;border:1px solid #6b7280;border-radius:.35rem;background:#fff;color:inherit;max-inline-size:100%}
#tip{position:fixed;inset-block-start:0;inset-inline-start:0;z-index:5;pointer-events:none;background:#fff;border:1px solid var(--ink);border-radius:.4rem;padding:.45rem .7rem;font-size:.86rem;max-inline-size:19rem;box-shadow:0 4px 14px #0003}
#tip dl{display:grid;grid-template-columns:auto auto;gap:0 .8rem;margin:.2rem 0 0}
#tip dd{margin:0;text-align:end;font-variant-numeric:tabular-nums}
[hidden]{display:none!important}
@media (max-width:44rem){.panel{flex:1 1 100%!important}text.worst{font-size:16px}.furniture text{font-size:16px}.country{font-size:150px}th,td{padding-inline:.4rem}.worst-list{columns:1}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
)css";

// The running header is the header group of a table that holds the whole page: browsers repeat it
// on every sheet and keep room for it, which fixed boxes do not get.
// Buttons inside a table's head keep browsers from repeating that head on the next sheet, so the
// print style takes the boxes of the sorting buttons away.
constexpr const char* kPrintStyle = R"css(
@page{size:A4;margin:11mm 12mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font:8px system-ui,sans-serif;color:#4c5864}}
@media print{
:root{font-size:10.5px}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.sheet{display:table;inline-size:100%;table-layout:fixed}
.running{display:table-header-group;break-inside:avoid}
.running p{display:flex;justify-content:space-between;gap:1rem;margin:0 0 4mm;padding-block-end:1.5mm;border-block-end:.3mm solid #18212b;font-size:9px}
.running strong{color:var(--alarm)}
.body{display:table-row-group}
.top,main,footer{max-inline-size:none;padding-inline:0}
.top{padding-block-start:0}
.stamp{position:static}
nav,.skip,.control,.tools,#tip{display:none!important}
section{margin-block:6mm}
.scroll,.scroll.tall{overflow:visible;max-block-size:none;border:0}
.tall thead th{position:static;box-shadow:none}
th button{display:contents}
details:not([open]){display:none}
h2,h3,h4,caption,thead,.note{break-after:avoid}
thead{break-inside:avoid}
figure,tr,.tile,.week,.legend,.worst-list li{break-inside:avoid}
.weeks{grid-template-columns:repeat(3,1fr)}
.pair{grid-template-columns:1fr 1fr;gap:4mm}
.pair th,.pair td{padding-inline:1mm}
.maps{flex-wrap:nowrap}
.panel{min-inline-size:0}
.tiles{grid-template-columns:repeat(4,1fr)}
th,td{padding:.7mm 1.5mm}
.n.b{min-inline-size:0}
.headline strong{font-size:34px}
}
)css";

constexpr const char* kScript = R"js(
(function(){
'use strict';
var d=document,W=JSON.parse(d.getElementById('words').textContent);
function el(n,p,t){var e=d.createElement(n);for(var k in p||{})e.setAttribute(k,p[k]);if(t!==undefined)e.textContent=t;return e}
function number(t){var s=t.replace(/\u2212/g,'-').replace(/[^0-9.\-]/g,'');return s===''?null:parseFloat(s)}

// Tables: sort by a click on a column's title; the empty stay at the end.
d.querySelectorAll('table.sortable').forEach(function(table){
var body=table.tBodies[0],heads=[].slice.call(table.tHead.rows[0].cells);
heads.forEach(function(th,i){
var b=el('button',{type:'button'},th.textContent);th.textContent='';th.appendChild(b);
b.addEventListener('click',function(){
var up=th.getAttribute('aria-sort')!=='ascending',num=th.classList.contains('n');
heads.forEach(function(h){h.removeAttribute('aria-sort')});
th.setAttribute('aria-sort',up?'ascending':'descending');
var rows=[].slice.call(body.rows).map(function(r,at){var t=r.cells[i].textContent;return{r:r,at:at,v:num?number(t):t}});
rows.sort(function(a,b){
if(num){if(a.v===null||b.v===null)return a.v===b.v?a.at-b.at:a.v===null?1:-1;return(up?a.v-b.v:b.v-a.v)||a.at-b.at}
return(up?1:-1)*a.v.localeCompare(b.v,d.documentElement.lang)||a.at-b.at});
rows.forEach(function(x){body.appendChild(x.r)});
})})});

// The table of all areas: find a name.
var areas=d.getElementById('area-table');
if(areas&&areas.tBodies[0].rows.length>20){
var box=el('p',{'class':'control'}),find=el('input',{type:'search',id:'find'});
box.appendChild(el('label',{'for':'find'},W.filter));box.appendChild(find);
areas.parentNode.parentNode.insertBefore(box,areas.parentNode);
find.addEventListener('input',function(){
var want=find.value.trim().toLocaleLowerCase();
[].forEach.call(areas.tBodies[0].rows,function(r){r.hidden=want!==''&&r.textContent.toLocaleLowerCase().indexOf(want)<0})})}

// Maps: a tip with the row of the table, the same area marked in both.
var tip=el('div',{id:'tip',hidden:''});d.body.appendChild(tip);
d.querySelectorAll('.panel svg').forEach(function(svg){
svg.querySelectorAll('.areas title').forEach(function(t){t.parentNode.dataset.t=t.textContent;t.remove()});
var t=svg.querySelector('title');if(t){svg.setAttribute('aria-label',t.textContent);svg.removeAttribute('aria-labelledby');t.remove()}});
var hot=null,rtl=getComputedStyle(d.documentElement).direction==='rtl';
function row(a){return d.getElementById('r'+a.id.slice(1))}
function leave(){tip.hidden=true;if(hot){hot.classList.remove('hot');var r=row(hot);if(r)r.classList.remove('hot');hot=null}}
function show(a,x,y){
if(hot!==a){leave();hot=a;a.classList.add('hot');
tip.textContent='';var r=row(a);
if(r){r.classList.add('hot');tip.appendChild(el('strong',{},r.cells[0].textContent));
if(r.cells[1].textContent)tip.appendChild(el('div',{'class':'quiet'},r.cells[1].textContent));
var dl=el('dl');for(var i=3;i<r.cells.length;i++){if(!r.cells[i].textContent)continue;
dl.appendChild(el('dt',{},areas.tHead.rows[0].cells[i].textContent));dl.appendChild(el('dd',{},r.cells[i].textContent))}
var g=d.getElementById('g'+a.id.slice(1));
if(g&&mode>0&&g.cells[mode].textContent){dl.appendChild(el('dt',{},titles[mode]));dl.appendChild(el('dd',{},g.cells[mode].textContent+'\u00A0%'))}
tip.appendChild(dl)}else tip.textContent=a.dataset.t||''}
tip.hidden=false;
var w=tip.offsetWidth,h=tip.offsetHeight;
tip.style.transform='translate('+(Math.max(4,Math.min(x+14,innerWidth-w-8))-(rtl?innerWidth-w:0))+'px,'+Math.max(4,y+16+h>innerHeight?y-h-10:y+16)+'px)'}
d.querySelectorAll('.panel svg').forEach(function(svg){
svg.addEventListener('pointermove',function(e){var a=e.target.closest&&e.target.closest('.areas [id]');if(a&&!drag)show(a,e.clientX,e.clientY);else leave()});
svg.addEventListener('pointerdown',function(e){var a=e.target.closest&&e.target.closest('.areas [id]');if(a)show(a,e.clientX,e.clientY)});
svg.addEventListener('pointerleave',leave)});
addEventListener('scroll',leave,{passive:true});
addEventListener('keydown',function(e){if(e.key==='Escape')leave()});

// Maps: zoom by buttons or Ctrl and wheel, move by dragging when zoomed in.
var drag=null;
d.querySelectorAll('.panel').forEach(function(panel){
var svg=panel.querySelector('svg'),full=svg.getAttribute('viewBox').split(' ').map(Number),z=1,cx=full[2]/2,cy=full[3]/2;
var rounds=[].slice.call(svg.querySelectorAll('.areas circle,.ring,.ring0,.places circle')).map(function(c){return[c,+c.getAttribute('r')]});
function draw(){
var w=full[2]/z,h=full[3]/z;cx=Math.max(w/2,Math.min(full[2]-w/2,cx));cy=Math.max(h/2,Math.min(full[3]-h/2,cy));
svg.setAttribute('viewBox',[cx-w/2,cy-h/2,w,h].join(' '));svg.classList.toggle('zoomed',z>1);
rounds.forEach(function(p){p[0].setAttribute('r',p[1]/Math.pow(z,.7))});
svg.querySelectorAll('.furniture,text.worst').forEach(function(n){n.style.display=z>1?'none':''})}
function zoom(f,x,y){var n=Math.max(1,Math.min(16,z*f));if(x!==undefined){cx+=(x-cx)*(1-z/n);cy+=(y-cy)*(1-z/n)}z=n;leave();draw()}
var tools=el('span',{'class':'tools'});
[['+',W.zoom_in,function(){zoom(1.6)}],['\u2212',W.zoom_out,function(){zoom(1/1.6)}],['\u21BA',W.zoom_reset,function(){z=1;draw()}]].forEach(function(t){
var b=el('button',{type:'button','aria-label':t[1]+': '+panel.querySelector('figcaption').textContent,title:t[1]},t[0]);b.addEventListener('click',t[2]);tools.appendChild(b)});
panel.querySelector('figcaption').appendChild(tools);
function at(e){var r=svg.getBoundingClientRect();return[cx+((e.clientX-r.x)/r.width-.5)*full[2]/z,cy+((e.clientY-r.y)/r.height-.5)*full[3]/z]}
svg.addEventListener('wheel',function(e){if(!e.ctrlKey)return;e.preventDefault();var p=at(e);zoom(e.deltaY<0?1.3:1/1.3,p[0],p[1])},{passive:false});
svg.addEventListener('pointerdown',function(e){if(z>1){drag=[e.clientX,e.clientY];svg.setPointerCapture(e.pointerId)}});
svg.addEventListener('pointermove',function(e){if(!drag||z===1)return;var r=svg.getBoundingClientRect();
cx-=(e.clientX-drag[0])/r.width*full[2]/z;cy-=(e.clientY-drag[1])/r.height*full[3]/z;drag=[e.clientX,e.clientY];draw()});
['pointerup','pointercancel'].forEach(function(n){svg.addEventListener(n,function(){drag=null})})});

// Maps: colour by one programme, from the table of all programmes.
var grid=d.getElementById('grid-table'),mode=0,titles=[];
if(grid&&d.querySelector('.panel')){
titles=[].map.call(grid.tHead.rows[0].cells,function(c){return c.textContent});
var p=el('p',{'class':'control'}),pick=el('select',{id:'pick'});
p.appendChild(el('label',{'for':'pick'},W.colour_by));p.appendChild(pick);
titles.forEach(function(t,i){pick.appendChild(el('option',{value:i},i?t:W.all_programmes))});
var maps=d.querySelector('.maps');maps.parentNode.insertBefore(p,maps);
var shapes=[].slice.call(d.querySelectorAll('.panel .areas [id]')),own=shapes.map(function(s){return s.getAttribute('class')});
var counts=d.querySelectorAll('.legend .quiet'),first=[].map.call(counts,function(c){return c.textContent});
var head=d.querySelector('#legend-title strong'),word=head.textContent;
pick.addEventListener('change',function(){
mode=+pick.value;leave();
var limits=[20,40,60,80];
shapes.forEach(function(s,i){
if(!mode){s.setAttribute('class',own[i]);return}
var g=d.getElementById('g'+s.id.slice(1)),t=g?g.cells[mode].textContent:'';
if(isNaN(parseFloat(t))){s.setAttribute('class',t===''?'kn':'ku');return}
var k=0,v=parseFloat(t);limits.forEach(function(l){if(v>=l)k++});s.setAttribute('class','k'+k)});
counts.forEach(function(c,i){c.textContent=mode?'':first[i]});
d.querySelectorAll('.legend [data-c]').forEach(function(n){n.textContent=mode?W.fixed[+n.dataset.c]:W.classes[+n.dataset.c]});
head.textContent=mode?word+', '+titles[mode]:word})}
})();
)js";

}  // namespace

std::string page_style() {
    std::string style = kScreenStyle;
    style += ".k0{fill:url(#p0)}";
    for (std::size_t i = 1; i < kCoverageClasses; ++i) {
        style += fmt::format(".k{}{{fill:{}}}", i, kCoverageColours[i]);
    }
    return style + kPrintStyle;
}

std::string page_script() {
    return kScript;
}

}  // namespace imdad::report
