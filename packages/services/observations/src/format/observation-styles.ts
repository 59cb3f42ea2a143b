import { createHash } from 'node:crypto';

/**
 * Styles of the NEWS2 chart. On a narrow screen it scrolls sideways beneath its row headings and begins at its newest column: the
 * scrolling box runs from right to left, its table from left to right. There its columns are as wide as lets a whole number of them fit beside the
 * headings, and it comes to rest at one: half of a blood pressure beside its name reads as another number.
 */
export const observationStyles = `
.observations-scroll{direction:rtl}
.observations-scroll>table{direction:ltr}
.observations-chart{border-collapse:separate;border-spacing:0;width:100%;font-size:1rem;line-height:1.3;margin:0}
.observations-chart caption{text-align:left}
.observations-chart th,.observations-chart td{padding:6px 8px;font-size:1rem;border-bottom:1px solid #d8dde0;vertical-align:middle}
.observations-chart thead th{font-size:.875rem;font-weight:600;text-align:center;vertical-align:bottom;white-space:nowrap;color:#4c6272}
.observations-chart thead th span{display:block}
.observations-chart tbody th{text-align:left;font-weight:600;padding-left:4px;position:sticky;left:0;background:#fff;z-index:1;min-width:6.5rem}
.observations-chart tbody td{text-align:center;border-right:1px solid #fff;border-bottom-color:#fff;white-space:nowrap;font-variant-numeric:tabular-nums}
.observations-chart thead th:first-child{position:sticky;left:0;background:#fff;z-index:2}
.observations-unit{display:block;font-size:.8125rem;font-weight:400;color:#4c6272}
.observations-points{font-size:.8125rem;font-weight:600;vertical-align:super;line-height:1;margin-left:2px}
.observations-chart .observations-words{white-space:normal;font-size:.8125rem;line-height:1.3;min-width:5.5rem}
.observations-chart .observations-latest{box-shadow:inset 0 3px #005eb8;color:#212b32}
.observations-total b{display:block;font-size:1.25rem;line-height:1.2}
.observations-total span{font-size:.8125rem}
.observations-chart .observations-total--none,.observations-total--none{background:#e6f4ea;color:#212b32}
.observations-chart .observations-total--low,.observations-total--low{background:#e6f4ea;color:#212b32}
.observations-chart .observations-total--low-medium,.observations-total--low-medium{background:#fff59d;color:#212b32}
.observations-chart .observations-total--medium,.observations-total--medium{background:#ffcc80;color:#212b32}
.observations-chart .observations-total--high,.observations-total--high{background:#d5281b;color:#fff}
.observations-latest-words{margin:8px 0;font-size:1rem}
.observations-notes{margin:0 0 12px}
.observations-notes p{margin:0 0 4px}
.observations-filter{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:0 0 12px;padding:0}
.observations-filter a,.observations-filter strong{display:inline-block;min-height:24px}
.observations-graphs{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr));gap:16px 24px}
.observations-graphs>*{min-width:0}
.observations-fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:0 32px;max-width:56rem}
.observations-fields>*{min-width:0}
.observations-form .nhsuk-form-group{margin-bottom:16px}
.observations-form .nhsuk-radios__item{margin-bottom:4px}
.observations-struck{color:#4c6272}
.observations-sets-1{--sets:1}
.observations-sets-2{--sets:2}
.observations-sets-3{--sets:3}
.observations-sets-4{--sets:4}
.observations-sets-5{--sets:5}
.observations-sets-6{--sets:6}
@media (max-width:40em){
.observations-chart th,.observations-chart td{padding:5px 4px}
.observations-chart tbody th{min-width:5rem;font-size:.875rem;letter-spacing:-.01em}
.observations-chart thead th{font-size:.8125rem}
.observations-chart tbody td{font-size:.9375rem}
.observations-unit{font-size:.75rem}
.observations-chart .observations-words{min-width:4.5rem}
.observations-scroll{--fit:4;--headings:6.75rem;scroll-snap-type:x mandatory}
.observations-scroll>table{table-layout:fixed;min-width:100%;width:calc(var(--headings) + var(--sets)*(100% - var(--headings))/var(--fit))}
.observations-scroll thead th:first-child{width:var(--headings);box-sizing:border-box}
.observations-scroll thead th:not(:first-child){scroll-snap-align:end}
}
@media (max-width:33em){.observations-scroll{--fit:3}}
@media (max-width:27em){.observations-scroll{--fit:2}}
@media (max-width:22em){.observations-scroll thead th{white-space:normal}}
@media (forced-colors:active){.observations-chart td{border:1px solid}}
`;

/** Path of the style sheet; it carries a digest, so that its bytes never change under the same path. */
export const stylesPath = `/observations.${createHash('sha256').update(observationStyles).digest('hex').slice(0, 12)}.css`;
