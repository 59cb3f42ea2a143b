/** Lists of many patients: wards and search results; on a narrow window each row becomes a block of its own. */
export const listStyles = `
.workspace-lead{font-size:1.125rem}
.workspace-note{background:#fff8ec;border-left:6px solid #fa9200;padding:8px 14px}
.workspace-search{max-width:48rem}
.workspace-search__row{display:flex;gap:8px}
.workspace-search__row .nhsuk-input{flex:1;min-width:0}
.workspace-search__row .nhsuk-input{height:44px}
.workspace-search__row .nhsuk-button{width:auto;min-width:96px;height:44px;min-height:0;padding-top:2px;padding-bottom:2px}
.workspace-count{font-weight:700}
.workspace-results .clinical-table{background:#fff}
.workspace-results .clinical-table .nhsuk-table__header,.workspace-results .clinical-table .nhsuk-table__cell{padding:6px 10px;vertical-align:top}
.workspace-results thead .nhsuk-table__header{font-size:.875rem;color:#4c6272}
.workspace-results tbody tr:hover{background:#f0f7fd}
.workspace-results tbody th a{min-height:24px}
.workspace-alike{display:table;margin-top:2px;background:#ffeb3b;padding:1px 8px;font-weight:400}
.workspace-jumps ul{display:flex;flex-wrap:wrap;gap:4px 20px;list-style:none;margin:0 0 16px;padding:0}
.workspace-ward{margin:0 0 20px}
@media (min-width:62em){
.workspace-ward .clinical-table{table-layout:fixed}
.workspace-ward th:nth-child(1){width:26%}.workspace-ward th:nth-child(2){width:8%}.workspace-ward th:nth-child(3){width:15%}
.workspace-ward th:nth-child(4){width:8%}.workspace-ward th:nth-child(5){width:11%}
}
@media (max-width:48em){
.workspace-results table,.workspace-results tbody,.workspace-results tr{display:block}
.workspace-results thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.workspace-results tbody tr{padding:8px 0;border-bottom:1px solid #d8dde0}
.workspace-results .clinical-table tbody .nhsuk-table__header{display:block;border:0;padding:2px 10px}
.workspace-results .clinical-table tbody .nhsuk-table__cell{display:inline-block;border:0;padding:1px 10px}
.workspace-results td::before{color:#4c6272;font-size:.875rem}
.workspace-found td:nth-child(4)::before,.workspace-ward td:nth-child(5)::before{content:"NHS No. "}
.workspace-found td:nth-child(5)::before{content:"Hospital No. "}
.workspace-found td:nth-child(2)::before,.workspace-ward td:nth-child(3)::before{content:"Born "}
.workspace-ward td:nth-child(2)::before{content:"Bed "}
.workspace-ward td:nth-child(6)::before{content:"Admitted "}
}
`;
