/**
 * The style of a report: it stands alone in one file, with no script and nothing fetched, so that it can be kept, sent and printed. Text
 * and background of each pair differ by at least 4.5 to 1 (WCAG 2.2, 1.4.3).
 */
export const pageStyles = `
*{box-sizing:border-box}
body{margin:0;color:#212b32;background:#fff;font:17px/1.45 "Frutiger W01",Arial,Helvetica,sans-serif}
main,.head{max-width:1040px;margin:0 auto;padding:0 20px}
.head{padding-top:24px}
h1{font-size:1.25rem;margin:0 0 4px}
h2{font-size:1.5rem;margin:40px 0 12px;border-bottom:3px solid #005eb8;padding-bottom:4px}
h3{font-size:1.15rem;margin:0 0 8px}
h4{font-size:1rem;margin:0}
p{margin:0 0 10px}
.meta{color:#4c6272}
.result{margin:20px 0;padding:18px 22px;border-left:10px solid}
.result strong{display:block;font-size:2.1rem;line-height:1.15;margin-bottom:6px}
.result p:last-child{margin:0}
.result--same{border-color:#007f3b;background:#e8f5ec}
.result--explained{border-color:#b35900;background:#fff4e5}
.result--unexplained{border-color:#b5200d;background:#fdecea}
.scroll{overflow-x:auto;margin:0 0 12px}
.scroll:focus{outline:3px solid #212b32;outline-offset:2px}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:#4c6272;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:6px 14px 6px 0;border-bottom:1px solid #d8dde0}
.number{text-align:right;font-variant-numeric:tabular-nums}
.digest{font-family:ui-monospace,Consolas,monospace;font-size:.85rem;overflow-wrap:anywhere}
.long{overflow-wrap:anywhere}
.differs{font-weight:700;color:#8a1408}
.off>th,.off>td{background:#fdecea}
ul{margin:0;padding-left:20px}
details{margin:0 0 12px}
summary{cursor:pointer;color:#005eb8;padding:4px 0;text-decoration:underline}
.patient{border:2px solid #768692;padding:14px 16px;margin:0 0 20px}
.row{border-top:1px solid #d8dde0;padding:8px 0;display:grid;grid-template-columns:9rem 1fr 1fr;gap:2px 20px}
.row--differs{background:#fdecea;margin:0 -10px;padding:8px 10px}
.side{min-width:0;overflow-wrap:anywhere}
.side ul{list-style:none;padding:0}
.side li{padding-left:14px;text-indent:-14px}
.side li+li{margin-top:3px}
.label{color:#4c6272;font-size:.85rem}
.check{border-top:2px solid #768692;margin-top:8px;padding-top:12px;display:flex;flex-wrap:wrap;gap:8px 28px}
.box{display:inline-block;width:18px;height:18px;border:2px solid #212b32;margin-right:8px;vertical-align:-3px}
.line{display:inline-block;min-width:11rem;border-bottom:1px solid #212b32}
@media(max-width:640px){body{font-size:16px}table{font-size:14px}th,td{padding-right:10px}.result strong{font-size:1.6rem}.row{grid-template-columns:1fr 1fr}.row h4{grid-column:1/-1}main,.head{padding-left:14px;padding-right:14px}}
@media print{body{font-size:10.5pt}main,.head{max-width:none;padding:0}h2{break-after:avoid}.patient,.result,tr{break-inside:avoid}.sheet{break-before:page}.scroll{overflow:visible}
.result,.off>th,.off>td,.row--differs{print-color-adjust:exact}thead{display:table-header-group}}
`;
