// How the pages look that the program makes.

/// The stylesheet at `/site.css`.
///
/// Text keeps a contrast of at least 4.5 : 1 to its ground, light and dark (WCAG 2.2, AA).
enum SiteStyle {
  static let text = """
    :root{color-scheme:light dark;--paper:#fff;--ink:#1a1f26;--faint:#555f6b;--rule:#d3d9e0;
    --link:#0b5cad}
    @media (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e8ecf1;--faint:#a5b0bd;
    --rule:#343c46;--link:#6fb4f5}}
    *{box-sizing:border-box}
    html{font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK KR",
    sans-serif;background:var(--paper);color:var(--ink)}
    body{margin:0 auto;max-width:46rem;padding:0 1.25rem 6rem;overflow-wrap:break-word}
    header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding:1rem 0;
    border-bottom:1px solid var(--rule)}
    header>a{font-weight:700;color:var(--ink);text-decoration:none}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:0;padding:0}
    h1{font-size:1.7rem;line-height:1.25;margin:1.75rem 0 .75rem}
    h2{font-size:1.2rem;line-height:1.3;margin:2rem 0 .5rem}
    p{margin:.6rem 0}
    a{color:var(--link)}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .goods{list-style:none;padding:0}
    .goods li{padding:.7rem 0;border-top:1px solid var(--rule)}
    .goods a{font-weight:600}
    .price{font-size:1.25rem;font-weight:600}
    .faint,code{color:var(--faint)}
    code{font-size:.875em;overflow-wrap:anywhere}
    dl{display:grid;grid-template-columns:minmax(6rem,12rem) minmax(0,1fr);gap:.4rem 1.25rem}
    dt{color:var(--faint)}dd{margin:0}
    form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:1rem 0}
    input,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--faint);
    border-radius:.35rem;padding:.4rem .7rem;min-height:2.75rem}
    input{flex:1 1 12rem;min-width:0}

    """
}
