import { clinicalColours } from './clinical-colours.ts';

const paint = (name: keyof typeof clinicalColours): string =>
  `color:${clinicalColours[name].text};background:${clinicalColours[name].background}`;

/**
 * The style sheet of everything this package writes, to be served once beside nhsuk-frontend's. Class names begin with
 * `clinical-`. Targets are at least 24 CSS pixels high (WCAG 2.2, 2.5.8); focus is left to the NHS design system.
 * `clinical-score--0` to `--3` are the colours of the NEWS2 chart.
 */
export const clinicalStyles = `
.clinical-card{margin-bottom:16px;min-width:0}
.clinical-card .nhsuk-card__content{padding:14px 18px}
.clinical-card--away{border-left:6px solid #fa9200}
.clinical-card--away .nhsuk-card__content{${paint('away')}}
.clinical-card--urgent{border-left:6px solid #d5281b}
.clinical-card__top{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:baseline;margin-bottom:8px}
.clinical-card__top .clinical-card__heading{margin:0;flex:0 1 auto}
.clinical-card__link{margin-left:auto;display:inline-block;min-height:24px}
.clinical-meta{color:${clinicalColours.meta.text};font-size:.875rem;line-height:1.4;margin:0}
.clinical-empty{margin:0 0 8px}
.clinical-scroll{position:relative;max-width:100%;overflow-x:auto;padding:0;margin:0 0 8px}
.clinical-scroll:focus{outline:3px solid #212b32;outline-offset:2px;box-shadow:0 0 0 2px #ffeb3b}
.clinical-table{margin:0;font-size:1rem;line-height:1.4}
.clinical-table .nhsuk-table__header,.clinical-table .nhsuk-table__cell{padding:6px 8px 6px 0;font-size:1rem;vertical-align:middle}
.clinical-table a,.clinical-list a{display:inline-block;min-height:24px}
.clinical-row--urgent>:first-child{border-left:4px solid #d5281b;padding-left:8px!important}
.clinical-row--muted{color:${clinicalColours.meta.text}}
.clinical-list{list-style:none;margin:0 0 8px;padding:0}
.clinical-list>li{border-bottom:1px solid #d8dde0;margin:0;padding:8px 0}
.clinical-list>li>p{margin:0}
.clinical-list>.clinical-list__row--urgent{border-left:6px solid #d5281b;padding-left:10px}
.clinical-list>.clinical-list__row--changed{border-left:6px solid #fa9200;padding-left:10px}
.clinical-list>.clinical-list__row--muted{color:${clinicalColours.meta.text}}
.clinical-choices{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 12px;padding:0}
.clinical-choices>li{margin:0;min-height:24px}
.clinical-notice{margin:0 0 12px;padding:8px 16px;border-left:6px solid #005eb8;background:#f0f4f5}
.clinical-notice>p,.clinical-notice>ul{margin:0}
.clinical-alert{background:#fff;border-left:6px solid #fa9200;padding:8px 14px}
.clinical-alert p{margin:0}
.clinical-alert--urgent{border-left-color:#d5281b}
.clinical-alert a{display:inline-block;min-height:24px}
.clinical-ways{display:flex;flex-wrap:wrap;gap:4px 20px;margin:4px 0 0}
.clinical-allergy-state{margin:0 0 8px}
.clinical-text{white-space:pre-wrap;overflow-wrap:anywhere;font-family:inherit;font-size:1rem;line-height:1.5;max-width:44em;margin:12px 0}
.clinical-letter{max-width:44em;margin:12px 0;overflow-wrap:anywhere}
.clinical-flag{white-space:nowrap}
.clinical-flag--critical,.clinical-flag--abnormal{padding:1px 8px;border-radius:3px;font-weight:600}
.clinical-flag--critical{${paint('critical')}}
.clinical-flag--abnormal{${paint('abnormal')}}
.clinical-part{display:inline-block}
.clinical-label{font-size:.875em;letter-spacing:.02em}
.clinical-trend{display:block;max-width:100%}
.clinical-chart{display:block;max-width:100%;min-width:256px;height:auto;font-family:inherit}
.clinical-buttons{margin-right:0}
.clinical-figure{margin:0 0 16px}
.clinical-figure .nhsuk-details{margin:8px 0 0}
${[0, 1, 2, 3].map((points) => `.clinical-score--${points}{${paintScore(points)}}`).join('\n')}
@media print{.clinical-scroll{overflow:visible}.clinical-card{break-inside:avoid}}
@media (forced-colors:active){.clinical-flag--critical,.clinical-flag--abnormal{border:1px solid}}
`;

function paintScore(points: number): string {
  const scores = [paint('score0'), paint('score1'), paint('score2'), paint('score3')];
  return scores[points] ?? '';
}
