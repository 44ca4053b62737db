// How a page looks: on a screen, light or dark, wide or narrow, and on paper.

/// The stylesheet of a page.
///
/// Every colour of a line, a dot or a shade keeps a contrast of 3 : 1 to the paper and every text
/// 4.5 : 1 (WCAG 2.2, AA), light and dark. The four colours of series stay apart for readers who
/// do not see red, green or blue; dashes and shapes tell them apart as well.
enum Stylesheet {
  static let text: StaticString = """
    :root{--paper:#fff;--card:#fff;--ink:#1a1f26;--faint:#555f6b;--rule:#d3d9e0;--grid:#e4e8ed;\
    --axis:#8a94a0;--one:#0b5cad;--two:#b8450a;--three:#0a7a60;--four:#8a3a94;--onfill:#fff;\
    --band:#8fb8e0;--spread:#d5e4f3;--good:#17692f;--bad:#b3261e;--unsure:#7a5200;\
    --tip:#1a1f26;--ontip:#fff;--s1:#dce9f6;--s2:#a9cbea;--s3:#6ba3d6;--s4:#2b6cb0;--s5:#114780;\
    --dark:#10233a;--light:#fff}
    @media (prefers-color-scheme:dark){:root{--paper:#12161b;--card:#181d24;--ink:#e8ecf1;\
    --faint:#a5b0bd;--rule:#343c46;--grid:#2a313a;--axis:#7d8896;--one:#6fb4f5;--two:#f59e56;\
    --three:#4fd0a8;--four:#e08fe0;--onfill:#10151b;--band:#2f6396;--spread:#22384f;--good:#6fd68b;\
    --bad:#ff938a;--unsure:#f2c464;--tip:#e8ecf1;--ontip:#12161b;--s1:#1d2f42;--s2:#25476a;\
    --s3:#3f79b3;--s4:#78b4ea;--s5:#b9dbf8;--dark:#0d1b2a;--light:#fff}}
    *{box-sizing:border-box}
    html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",\
    "DejaVu Sans",sans-serif;background:var(--paper);color:var(--ink);\
    -webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:74rem;padding:0 1.5rem 3rem;overflow-wrap:break-word}
    h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .3rem;letter-spacing:-.01em}
    h2{font-size:1.3rem;line-height:1.3;margin:2.75rem 0 .75rem;padding-top:.9rem;\
    border-top:1px solid var(--rule)}
    h3{font-size:1rem;margin:0 0 .5rem}
    h4{font-size:.9rem;margin:0 0 .3rem;color:var(--faint)}
    p{margin:.4rem 0;max-width:46rem}
    a{color:var(--one)}
    code{font-family:ui-monospace,"SFMono-Regular","Liberation Mono",monospace;font-size:.875em}
    :focus-visible{outline:3px solid var(--one);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:var(--card);z-index:9}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
    white-space:nowrap}
    header{padding-top:2rem}
    .kind{margin:0;color:var(--faint);font-size:.875rem}
    .faint,.omission{color:var(--faint)}
    .omission{font-size:.875rem}
    .warning{border-left:4px solid var(--bad);padding:.4rem .9rem;font-weight:600}
    .objectives{list-style:none;margin:.75rem 0 0;padding:0}
    .objectives li{display:grid;grid-template-columns:6.5rem 5.5rem minmax(0,1fr) 21rem;\
    gap:0 1.25rem;align-items:start;\
    padding:.8rem 0;border-top:1px solid var(--grid)}
    .objectives li:first-child{border-top:0}
    .objectives p{margin:.1rem 0}
    .demanded,.verdict{font-weight:600}
    .met .verdict{color:var(--good)}.missed .verdict{color:var(--bad)}\
    .undecided .verdict{color:var(--unsure)}.warning{color:var(--bad)}
    .objectives .figure{font-weight:600;text-align:right;font-variant-numeric:tabular-nums}
    .objectives .faint{font-size:.9375rem}
    .strip{display:block;width:100%;max-width:30rem}
    .target{stroke:var(--ink);stroke-width:2.5}
    .results{padding-left:0;list-style:none;display:grid;gap:.75rem 2rem;\
    grid-template-columns:repeat(auto-fit,minmax(17rem,1fr))}
    dl{display:grid;grid-template-columns:minmax(9rem,15rem) minmax(0,1fr);gap:.55rem 1.5rem;\
    font-size:.9375rem}
    dt{font-weight:600}dd{margin:0;max-width:46rem}
    .sources{font-size:.875rem;color:var(--faint);padding-left:1.5rem;max-width:60rem}
    .pictures{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.25rem}
    .pictures.wide{grid-template-columns:minmax(0,1fr)}
    .wide .side{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.25rem}
    .pictures>.group:only-child{grid-column:1/-1}
    .pictures>.group:only-child .plot{max-width:44rem}
    .group{border:1px solid var(--rule);border-radius:8px;padding:1rem 1.1rem .8rem;\
    background:var(--card);min-width:0}
    figure{margin:0}
    figcaption{font-size:.9375rem;margin:.5rem 0 .4rem}
    .plot{position:relative}
    .plot svg{display:block;width:100%;height:auto;overflow:visible}
    svg text{font-size:12px;fill:var(--faint);font-variant-numeric:tabular-nums}
    svg .small{font-size:10.5px}
    svg path{fill:none}
    .grid{stroke:var(--grid)}
    .axis{stroke:var(--axis)}
    .line{stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
    .one{stroke:var(--one)}.two{stroke:var(--two)}.three{stroke:var(--three)}
    .four{stroke:var(--four)}
    .dashed{stroke-dasharray:7 4}.dotted{stroke-dasharray:1 5}
    .limit{stroke:var(--ink);stroke-width:1.25;stroke-dasharray:3 3}
    .whisker{stroke-width:2}
    rect.fill{stroke:none}
    .fill.one,svg .dot.one{fill:var(--one)}.fill.two,svg .dot.two{fill:var(--two)}
    .fill.three{fill:var(--three)}.fill.four{fill:var(--four)}
    svg .band{fill:var(--band);stroke:var(--one);stroke-width:.75}\
    svg .spread{fill:var(--spread);stroke:var(--axis);stroke-width:.75}\
    .free{fill:var(--spread);stroke:var(--axis);stroke-width:.75}
    svg .cell,.shade0{fill:none;stroke:var(--grid)}
    .shade1{fill:var(--s1)}.shade2{fill:var(--s2)}.shade3{fill:var(--s3)}.shade4{fill:var(--s4)}\
    .shade5{fill:var(--s5)}
    svg .on0{fill:var(--ink)}svg .on1,svg .on2,svg .on3{fill:var(--dark)}\
    svg .on4,svg .on5{fill:var(--light)}svg .onfill{fill:var(--onfill)}
    @media (prefers-color-scheme:dark){svg .on1,svg .on2{fill:var(--light)}\
    svg .on3{fill:var(--light)}svg .on4,svg .on5{fill:var(--dark)}}
    .key{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:.3rem 0 0;padding:0;\
    font-size:.8125rem;color:var(--faint)}
    .key li{display:flex;align-items:center;gap:.4rem}
    .key svg{width:22px;height:12px;flex:none}
    details{margin:.4rem 0 0}
    summary{cursor:pointer;font-size:.875rem;color:var(--one);width:fit-content}
    .scroll{overflow-x:auto;max-width:100%}
    .long .scroll{max-height:24rem;overflow-y:auto}
    table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
    th,td{padding:.28rem 0 .28rem 1.25rem;text-align:right;vertical-align:top;\
    border-bottom:1px solid var(--grid);white-space:nowrap}
    th:first-child,td:first-child{text-align:left;padding-left:0}
    .words td,.words th{text-align:left;white-space:normal;overflow-wrap:anywhere}
    h3:not(:first-child){margin-top:1.5rem}
    .twin{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.5rem 3rem;\
    align-items:start}
    .twin table{width:100%}.stack>*+*{margin-top:1.5rem}
    thead th{color:var(--faint);font-weight:600;vertical-align:bottom;\
    border-bottom-color:var(--axis)}
    tbody th{font-weight:400;white-space:normal;min-width:7.5rem}
    td small{display:block;color:var(--faint);font-size:.8125rem}
    .reader{position:absolute;inset:0;cursor:crosshair;touch-action:pan-y}
    .mark{position:absolute;width:11px;height:11px;margin:-5.5px;border-radius:50%;\
    border:2px solid var(--ink);background:var(--card);pointer-events:none}
    .tip{position:absolute;z-index:2;min-width:9rem;max-width:17rem;padding:.45rem .65rem;\
    border-radius:6px;background:var(--tip);color:var(--ontip);font-size:.8125rem;line-height:1.4;\
    pointer-events:none;box-shadow:0 2px 10px #0005}
    .tip b{display:block}
    .tip span{display:flex;justify-content:space-between;gap:1rem}
    @media (max-width:60rem){.pictures,.wide .side,.twin{grid-template-columns:minmax(0,1fr)}\
    .objectives li{grid-template-columns:6.5rem 5.5rem minmax(0,1fr)}.strip{grid-column:3}}
    @media (max-width:34rem){.objectives li{grid-template-columns:minmax(0,1fr) auto}\
    .objectives div,.strip{grid-column:1/-1}\
    dl{grid-template-columns:minmax(0,1fr);gap:.1rem}dd{margin-bottom:.6rem}\
    body{padding:0 1rem 2rem}h1{font-size:1.5rem}\
    .group{padding:.8rem .7rem .6rem}svg text{font-size:16px}svg .small,svg .name{font-size:13px}\
    th,td{padding-left:.7rem}tbody th{min-width:5.5rem}}
    @media print{html{font-size:10.5pt;background:#fff}body{max-width:none;padding:0}\
    .skip,.reader,.mark,.tip{display:none}.pictures{display:block}\
    .group{break-inside:avoid;margin-bottom:1rem}h2,h3,h4{break-after:avoid}\
    .wide .side{grid-template-columns:repeat(2,minmax(0,1fr))}\
    .plot{max-width:15cm}.scroll,.long .scroll{overflow:visible;max-height:none}\
    .long{display:none}thead th{white-space:normal}th,td{padding-left:.8rem}\
    tr{break-inside:avoid}thead{display:table-header-group}\
    summary{color:inherit}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
    @media print and (prefers-color-scheme:dark){:root{color-scheme:light}}
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    """
}
