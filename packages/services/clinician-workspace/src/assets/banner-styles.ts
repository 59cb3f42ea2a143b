/**
 * The patient banner. It stays in sight while one scrolls, unless the window is so low (a zoom of 400 %, a phone on its side) that it
 * would cover what it belongs to.
 */
export const bannerStyles = `
.workspace-banner{background:#fff;border-bottom:4px solid #003087;box-shadow:0 1px 4px rgba(33,43,50,.2);z-index:20}
@media (min-height:31em){.workspace-banner{position:sticky;top:0}}
.workspace-banner__row{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 28px;padding:8px 24px 4px}
.workspace-banner .workspace-banner__name{display:inline;font-size:1.375rem;line-height:1.25;font-weight:700;margin:0;overflow-wrap:anywhere}
.workspace-banner .workspace-banner__preferred{margin:0}
.workspace-banner__facts{display:flex;flex-wrap:wrap;gap:2px 24px;margin:0}
.workspace-banner__facts div{display:flex;gap:6px;align-items:baseline}
.workspace-banner dt{color:#4c6272;font-size:.875rem;font-weight:400;white-space:nowrap}
.workspace-banner dd{margin:0;overflow-wrap:anywhere}
.workspace-banner .workspace-allergies{margin:0 0 4px auto;display:flex;align-items:center;gap:0;padding:3px 10px;border:2px solid #768692;border-radius:4px;background:#fff}
.workspace-banner .workspace-allergies--known{border-color:#d5281b;background:#fff4f3}
.workspace-allergies--known .workspace-icon{color:#d5281b}
.workspace-allergies--notRecorded,.workspace-allergies--unavailable{border-style:dashed}
.workspace-banner .workspace-allergies--notRecorded,.workspace-banner .workspace-allergies--unavailable{border-color:#b45f06;background:#fff8ec}
.workspace-allergies--notRecorded .workspace-icon,.workspace-allergies--unavailable .workspace-icon{color:#b45f06}
.workspace-banner .workspace-banner__warning{margin:0;padding:4px 24px;background:#ffeb3b;color:#212b32}
.workspace-banner__more{margin:0 0 4px}
.workspace-banner__more[open]{flex:1 0 100%}
.workspace-banner__more summary{display:inline-block;color:#005eb8;font-size:.875rem;min-height:24px;line-height:24px;cursor:pointer;text-decoration:underline}
.workspace-banner__more summary:focus-visible{outline:4px solid transparent;color:#212b32;background:#ffeb3b;box-shadow:0 4px #212b32;text-decoration:none}
.workspace-banner__more dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:6px 24px;margin:4px 0 8px}
.workspace-banner--deceased{background:#e3e8ea repeating-linear-gradient(135deg,transparent 0 10px,#d0d8dc 10px 12px);border-bottom-color:#212b32}
.workspace-banner--deceased .workspace-banner__name,.workspace-banner--deceased dd,.workspace-banner--deceased dt,.workspace-banner--deceased summary{background:#e3e8ea;box-shadow:0 0 0 3px #e3e8ea}
.workspace-banner--deceased dt{color:#3b4b57}
.workspace-banner:has(.workspace-banner__more[open]){position:static}
@media (max-width:48em){
.workspace-banner__more dl{grid-template-columns:repeat(auto-fill,minmax(min(100%,10rem),1fr))}
.workspace-banner__row{padding:6px 12px 2px;gap:2px 16px}
.workspace-banner .workspace-banner__name{font-size:1.125rem}
.workspace-banner__facts{gap:0 14px;font-size:.9375rem}
.workspace-banner .workspace-allergies{margin:2px 0;flex:1 0 100%;padding:1px 8px;font-size:.9375rem}
.workspace-banner .workspace-banner__warning{padding-left:12px;padding-right:12px}
}
@media print{.workspace-banner{position:static;box-shadow:none}}
@media (forced-colors:active){.workspace-banner--deceased{border:4px double}}
`;
