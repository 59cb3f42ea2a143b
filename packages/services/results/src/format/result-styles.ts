import { createHash } from 'node:crypto';

/** Styles of results. On a narrow screen each row of the table becomes a block of its own. */
export const resultStyles = `
.results-table{border-collapse:collapse;width:100%;font-size:1rem;line-height:1.4;margin:0 0 8px}
.results-table th,.results-table td{padding:7px 10px 7px 0;font-size:1rem;text-align:left;vertical-align:top;border-bottom:1px solid #d8dde0}
.results-table thead th{font-size:.875rem;color:#4c6272;padding-top:2px;padding-bottom:4px}
.results-table tbody th{font-weight:600}
.results-table tbody th .clinical-meta{font-weight:400}
.results-table .results-row--urgent>:first-child{border-left:4px solid #d5281b;padding-left:8px}
.results-table a{display:inline-block;min-height:24px}
.results-card th:first-child{width:32%}.results-card td:nth-child(2){width:20%}.results-range{white-space:nowrap}.results-card .clinical-trend{min-width:96px}
.results-value{font-variant-numeric:tabular-nums}
.results-meta{display:block;font-weight:400;color:#4c6272;font-size:.875rem}
.results-label{display:none}
.results-facts{margin:0 0 16px}
.results-facts div{display:flex;flex-wrap:wrap;gap:0 8px}
.results-facts dt{color:#4c6272;min-width:9rem;font-weight:400;margin:0}
.results-facts dd{margin:0}
.results-filter{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:0 0 12px;padding:0}
.results-filter a,.results-filter strong{display:inline-block;min-height:24px}
.results-acknowledge{max-width:44rem;border-top:1px solid #d8dde0;padding-top:12px;margin-top:12px}
@media (max-width:40em){
.results-table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.results-table,.results-table tbody,.results-table tr{display:block}
.results-table tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2px 12px;padding:8px 0;border-bottom:1px solid #d8dde0}
.results-table th,.results-table td,.results-card th:first-child,.results-card td:nth-child(2){display:block;width:auto;border:0;padding:0}
.results-table tbody th{grid-column:1/-1}
.results-label{display:inline}
.results-reports tr{grid-template-columns:minmax(0,1fr)}
.results-table .results-row--urgent{border-left:4px solid #d5281b;padding-left:8px}
.results-table .results-row--urgent>:first-child{border:0;padding:0}
}
`;

/** Path of the style sheet; it carries a digest, so that its bytes never change under the same path. */
export const stylesPath = `/results.${createHash('sha256').update(resultStyles).digest('hex').slice(0, 12)}.css`;
