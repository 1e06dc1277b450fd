#include "stages/report/html/style.h"

namespace stages::html {

// Every pair of text and ground has a contrast of 4.5 or more (WCAG 2.1, 1.4.3), in both schemes.
std::string_view style() {
  return R"css(:root{color-scheme:light dark;--ground:#f3f5f8;--card:#fff;--ink:#1a2230;--soft:#545f70;--line:#d9dfe7;--head:#eef1f5;
--accent:#2459b3;--good:#1a6b3f;--good-ground:#e5f4ea;--warn:#7a4d00;--warn-ground:#fdf1d8;--bad:#a3211a;--bad-ground:#fdeae8;
--framing:#8a96a8;--headers:#2459b3;--items:#2a9d8f;--noise:#c4a35a;--quarantine:#c8402f}
@media (prefers-color-scheme:dark){:root{--ground:#10141b;--card:#19202a;--ink:#e7ebf1;--soft:#a5b0c0;--line:#2e3947;--head:#212a36;
--accent:#86b3ff;--good:#86d7a3;--good-ground:#15301f;--warn:#f2c76f;--warn-ground:#35290f;--bad:#ffa096;--bad-ground:#3d1a17;
--framing:#7f8da1;--headers:#86b3ff;--items:#5bc8ba;--noise:#d7b972;--quarantine:#ff7d6c}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
main{max-width:74rem;margin:0 auto;padding:clamp(1rem,3vw,2.5rem) clamp(.75rem,3vw,2.5rem) 3rem}
h1{font-size:clamp(1.6rem,4.5vw,2.25rem);line-height:1.15;margin:0;letter-spacing:-.01em}
h2{font-size:1.2rem;line-height:1.3;margin:0 0 .75rem}
h3{font-size:1rem;margin:1.25rem 0 .5rem}
p{margin:.5rem 0;max-width:70ch}
.lead{color:var(--soft);margin:.4rem 0 0}
.soft{color:var(--soft)}
section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:clamp(.9rem,2.5vw,1.5rem);margin:1rem 0}
section>:last-child{margin-bottom:0}
.verdicts{list-style:none;margin:1.25rem 0 0;padding:0;display:grid;gap:.5rem}
.verdicts li{border-left:.3rem solid;border-radius:.4rem;padding:.6rem .9rem;overflow-wrap:anywhere}
.good{color:var(--good);background:var(--good-ground);border-color:var(--good)}
.warn{color:var(--warn);background:var(--warn-ground);border-color:var(--warn)}
.bad{color:var(--bad);background:var(--bad-ground);border-color:var(--bad)}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(9.5rem,100%),1fr));gap:.75rem;margin:1rem 0}
.tiles>div{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.8rem 1rem;min-width:0}
.tiles dt{color:var(--soft);font-size:.875rem}
.tiles dd{margin:0;font-size:1.3rem;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.tiles dd small{display:block;font-size:.8125rem;font-weight:400;color:var(--soft)}
.table,.list{overflow:auto;max-height:34rem;border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;max-width:100%}
.list{padding:0 .9rem}.list details:first-of-type{border-top:0}.list details:last-of-type{border-bottom:0}
.day{white-space:nowrap}
.table:focus-visible,.list:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9375rem}
th,td{padding:.4rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{position:sticky;top:0;background:var(--head);color:var(--soft);font-size:.8125rem;font-weight:600;white-space:nowrap;z-index:1}
tbody th{font-weight:500;min-width:8rem;max-width:26rem;overflow-wrap:anywhere}
td{min-width:4rem;overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;overflow-wrap:normal}
tbody tr:hover>*{background:var(--head)}
details{border-top:1px solid var(--line);padding:.35rem 0}
details:last-of-type{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.2rem .1rem;overflow-wrap:anywhere}
summary::marker{color:var(--soft)}
summary .soft{margin-left:.5rem;font-size:.9375rem}
.chart{margin:0}
.chart .top{display:flex;justify-content:space-between;gap:1rem;color:var(--soft);font-size:.8125rem;border-bottom:1px dashed var(--line);padding-bottom:.15rem}
.chart svg{display:block;width:100%;height:clamp(8rem,24vw,14rem);border-bottom:1px solid var(--soft)}
.chart rect{fill:var(--accent)}
.axis{position:relative;height:1.5rem;font-size:.8125rem;color:var(--soft);font-variant-numeric:tabular-nums;overflow:hidden}
.axis span{position:absolute;top:.2rem;padding-left:.25rem;border-left:1px solid var(--soft);line-height:1.1}
.bytes{display:block;width:100%;height:1.1rem;border-radius:.3rem;overflow:hidden;margin:.25rem 0 .75rem}
.framing{fill:var(--framing)}.headers{fill:var(--headers)}.items{fill:var(--items)}.noise{fill:var(--noise)}.quarantine{fill:var(--quarantine)}
.key{display:inline-block;width:.75rem;height:.75rem;border-radius:.2rem;margin-right:.5rem;vertical-align:-.05rem}
ul.plain{margin:.5rem 0;padding-left:1.2rem}
ul.plain li{margin:.2rem 0;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
code{overflow-wrap:anywhere}
p code{white-space:nowrap}
.excerpt{display:block;white-space:pre-wrap;color:var(--soft)}
a{color:var(--accent)}.verdicts a{color:inherit}
pre{background:var(--head);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;margin:.35rem 0;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
ol.steps{margin:0;padding-left:1.3rem}
ol.steps li{margin:.75rem 0}
footer{color:var(--soft);font-size:.875rem}
@media (max-width:34rem){.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}.tiles dd{font-size:1.2rem}th,td{padding:.4rem .55rem}tbody th{min-width:7rem}}
@media print{:root{--ground:#fff;--card:#fff}body{font-size:.8rem}main{max-width:none;padding:0}section,.tiles>div{border-color:#bbb}
.table,.list{max-height:none;overflow:visible}thead th{position:static}tr,.tiles>div,.chart{break-inside:avoid}h2{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto}}
)css";
}

}  // namespace stages::html
