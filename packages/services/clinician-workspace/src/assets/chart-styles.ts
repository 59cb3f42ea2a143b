/** The chart: alerts, two columns of cards, and what is said above them. */
export const chartStyles = `
.workspace-columns{display:grid;grid-template-columns:minmax(0,13fr) minmax(0,8fr);gap:0 16px}
.workspace-columns--one{grid-template-columns:minmax(0,60rem)}
.workspace-column,.workspace-panel{min-width:0}
.workspace-alerts{display:flex;flex-wrap:wrap;gap:12px;margin:0 0 14px}
.workspace-alerts__group{flex:1 1 17rem;min-width:0}
.workspace-alerts__group [data-service]>*{margin:0}
.workspace-alerts__group [data-service]>*+*{margin-top:12px}
.workspace-alerts__none{color:#4c6272}
.workspace-alerts__away{flex:1 1 17rem;background:#fff8ec;border-left:6px solid #fa9200;padding:8px 14px}
.workspace .workspace-alerts__away p,.workspace .workspace-alerts__none{margin:0}
.workspace-crumbs{display:flex;flex-wrap:wrap;gap:4px 8px;margin:0 0 12px;line-height:24px}
.workspace-crumbs a,.workspace-jumps a{display:inline-block;min-height:24px}
.workspace-page{max-width:80rem}
.workspace-done{background:#fff;border:2px solid #007f3b;border-left-width:8px;padding:8px 14px;margin:0 0 14px}
.workspace-done p,.workspace-problem p,.workspace-draft p{margin:0}
.workspace-done b{color:#00662f;margin-right:6px}
.workspace-problem{background:#fff;border:4px solid #d5281b;padding:8px 14px;margin:0 0 14px}
.workspace-draft{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center;background:#fff9c4;border-left:6px solid #ffb81c;padding:6px 14px;margin:0 0 14px}
.workspace .workspace-draft p{margin:0}
.workspace-draft__ways{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center}
.workspace-draft__ways form{margin:0}
.workspace-draft-state{color:#4c6272;font-size:.875rem;min-height:1.4em}
.workspace-withheld{background:#fff;border-left:6px solid #768692;padding:8px 14px}
.workspace .workspace-withheld{margin:0 0 14px}
.workspace-timeline{list-style:none;margin:0;padding:0 0 0 16px;border-left:3px solid #d8dde0}
.workspace-timeline li{position:relative;padding:5px 0}
.workspace-timeline li::before{content:"";position:absolute;left:-22px;top:12px;width:9px;height:9px;border-radius:9px;background:#005eb8}
.workspace .workspace-timeline p{margin:0}
@media (max-width:62em){.workspace-columns{grid-template-columns:minmax(0,1fr)}}
`;
