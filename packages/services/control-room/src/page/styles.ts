/** The style sheet: light by day, dark by night; every target at least 44 CSS pixels high. */
export const styles = `
:root{color-scheme:light dark;--page:#f3f5f6;--ink:#1d262c;--quiet:#4a5963;--line:#aeb7bd;--panel:#fff;--link:#004d94;--bar:#003b73;--bar-ink:#fff;--focus:#b35900;
--hosting:#d5e5f6;--hosting-edge:#3a78b5;--services:#dcebd5;--services-edge:#4d8537;--data:#f6e3c5;--data-edge:#a8741a;--plate:#c3ccd1;--plate-ink:#1d262c;
--pass:#0b5c2b;--pass-back:#e0f2e6;--warn:#6b4400;--warn-back:#ffeec7;--fail:#8f1509;--fail-back:#fde3e0;--unknown:#4a4a55;--unknown-back:#e6e6eb}
@media (prefers-color-scheme:dark){:root{--page:#0f1519;--ink:#e6ebee;--quiet:#a9b6be;--line:#4a5963;--panel:#182127;--link:#8fc5ff;--bar:#0b2138;--bar-ink:#e6ebee;--focus:#ffb84d;
--hosting:#16293c;--hosting-edge:#5c9ad6;--services:#1a2d18;--services-edge:#7bb463;--data:#332713;--data-edge:#d3a04c;--plate:#2c373e;--plate-ink:#e6ebee;
--pass:#8fe0a8;--pass-back:#12301d;--warn:#ffd37a;--warn-back:#3a2a08;--fail:#ffab9f;--fail-back:#43150f;--unknown:#c9c9d4;--unknown-back:#2e2e37}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:17px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,button:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
main:focus-visible{outline:0}
.skip{position:absolute;left:-9999px}
.skip:focus{left:8px;top:8px;z-index:2;background:var(--panel);padding:10px}
.bar{background:var(--bar);color:var(--bar-ink);padding:8px 20px 0;display:flex;flex-wrap:wrap;gap:2px 24px;align-items:center}
.bar p{margin:0}
.bar__name b{font-size:1.15rem}
.bar__who{margin-left:auto!important;font-size:.9rem}
.bar a{color:var(--bar-ink);display:inline-flex;align-items:center;min-height:44px}
.bar nav{flex-basis:100%}
.bar ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 4px;margin:0;padding:0}
.bar nav a{padding:0 12px;text-decoration:none}
.bar nav a:hover{text-decoration:underline}
.bar nav a[aria-current]{font-weight:700;box-shadow:inset 0 -4px var(--bar-ink)}
main{max-width:76rem;margin:0 auto;padding:16px 20px 48px}
main p a,main li>a:not(.brick),.facts a{display:inline-flex;align-items:center;min-height:44px}
h1{font-size:1.6rem;line-height:1.2;margin:8px 0 16px}
h2{font-size:1.15rem;line-height:1.3;margin:24px 0 8px}
code{font-size:.95em}
h3{font-size:1rem;margin:16px 0 4px}
summary{min-height:44px;display:flex;align-items:center;cursor:pointer;color:var(--link)}
summary::before{content:"▸ ";padding-right:6px}
details[open]>summary::before{content:"▾ "}
.quiet{color:var(--quiet);font-size:.92rem}
.head{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;margin:8px 0 16px}
.head h1{margin:0}
.badge{display:inline-flex;gap:6px;align-items:center;border:1px solid;border-radius:99px;padding:1px 10px;font-size:.88rem;font-weight:600;white-space:nowrap}
.badge--pass{color:var(--pass);background:var(--pass-back)}
.badge--warn{color:var(--warn);background:var(--warn-back)}
.badge--fail{color:var(--fail);background:var(--fail-back)}
.badge--unknown{color:var(--unknown);background:var(--unknown-back);border-style:dashed}
.badge--plain{color:var(--ink);background:var(--panel)}
.notice{background:var(--panel);border:1px solid var(--line);border-left:8px solid var(--link);border-radius:4px;padding:8px 14px;margin:0 0 12px}
.notice a{margin-right:14px}
.notice h2{margin-top:4px}
.notice--warn{border-left-color:var(--warn);background:var(--warn-back);color:var(--ink)}
.notice--fail{border-left-color:var(--fail);background:var(--fail-back);color:var(--ink)}
.layer{margin:0 0 28px}
.layer h2{margin:0 0 12px}
.layer h2 span{font-weight:400;font-size:.92rem;color:var(--quiet);margin-left:6px}
.plate{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(13.5rem,1fr));gap:24px 0}
.plate li{display:flex;flex-direction:column}
.brick{position:relative;flex:1;display:flex;flex-direction:column;align-items:flex-start;gap:4px;margin:9px 5px 0;padding:12px 12px 12px;border:2px solid;border-radius:3px;color:var(--ink);text-decoration:none;min-height:8.2rem}
.brick::before{content:"";position:absolute;left:10px;right:10px;top:-11px;height:9px;background:repeating-linear-gradient(90deg,currentColor 0 26px,transparent 26px 44px);opacity:.95}
.brick--hosting{background:var(--hosting);border-color:var(--hosting-edge)}
.brick--services{background:var(--services);border-color:var(--services-edge)}
.brick--data{background:var(--data);border-color:var(--data-edge)}
.brick--hosting::before{color:var(--hosting-edge)}
.brick--services::before{color:var(--services-edge)}
.brick--data::before{color:var(--data-edge)}
.brick--fail{border-color:var(--fail);border-width:4px}
.brick--warn{border-style:dashed}
.brick:hover .brick__name{text-decoration:underline}
.brick__name{font-size:1.08rem;line-height:1.25}
.brick__package{font-size:.9rem}
.brick__facts{font-size:.88rem;margin-top:auto}
.stud{background:var(--plate);color:var(--plate-ink);font-size:.85rem;padding:4px 12px 5px;border-top:3px solid var(--line)}
.whole{white-space:nowrap}
.facts{margin:0 0 16px;background:var(--panel);border:1px solid var(--line);border-radius:4px}
.facts div{display:grid;grid-template-columns:10rem 1fr;gap:4px 16px;padding:8px 14px;border-top:1px solid var(--line)}
.facts div:first-child{border-top:0}
.facts dt{font-weight:600}
.facts dd{margin:0}
.scroll{overflow-x:auto;background:var(--panel);border:1px solid var(--line);border-radius:4px}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:8px 14px;color:var(--quiet);font-size:.92rem}
th,td{text-align:left;padding:8px 14px;border-top:1px solid var(--line);vertical-align:top}
th{overflow-wrap:normal}
tbody th{font-weight:400}
.number{text-align:right;white-space:nowrap}
.steps,.events{list-style:none;margin:0;padding:0}
.steps h2{margin-top:12px}
.events li{background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:8px 14px;margin:0 0 8px}
.said p{margin:2px 0}
body:has(.ended) .under-way{display:none}
.live{display:flex;flex-direction:column-reverse;max-height:15rem;overflow-y:auto;margin:0 0 16px;background:var(--panel);border:1px solid var(--line);border-radius:4px}
.live ol{margin:0;padding:8px 14px 8px 44px}
.line{display:block;width:240px;max-width:100%;height:48px;margin:6px 0}
.line polyline{fill:none;stroke:var(--link);stroke-width:2}
progress{width:min(100%,22rem);height:16px;vertical-align:middle;accent-color:var(--link)}
.actions{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center}
button,.button{font:inherit;font-weight:700;min-height:48px;padding:10px 20px!important;border:2px solid var(--link);border-radius:6px;background:var(--link);color:var(--panel);cursor:pointer;text-decoration:none}
.button{background:var(--panel);color:var(--link)}
button:hover,.button:hover{filter:brightness(1.15)}
@media (max-width:40rem){main{padding:12px 12px 40px}.bar{padding:6px 12px 0}.bar__who{margin-left:0!important}.bar nav a{padding:0 9px}.plate{grid-template-columns:1fr 1fr}.brick{min-height:9.5rem;padding:10px}.stud .whole{display:block}.facts div{grid-template-columns:1fr}}
@media (max-width:22rem){.plate{grid-template-columns:1fr}}
@media (forced-colors:active){.badge,.brick{border:2px solid}}
`;
