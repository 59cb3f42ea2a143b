import { formatDateTime, html, trustedMarkup } from '@baseplate-epr/clinical-format';
import type { ReconciliationReport } from '../report-types.ts';
import { countsSection } from './counts-section.ts';
import { differencesSection } from './differences-section.ts';
import { figuresSection } from './figures-section.ts';
import { pageStyles } from './page-styles.ts';
import { resultSection } from './result-section.ts';
import { sampleSection } from './sample-section.ts';

/**
 * A report as a page to read and to print: one file without script that fetches nothing. Its sample sheet holds patient data; the rest
 * names patients by id only.
 */
export function reconciliationPage(report: ReconciliationReport): string {
  const { organisation, made, sides } = report;
  const page = html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Reconciliation report: ${titles[report.result]}</title><style>${trustedMarkup(pageStyles)}</style></head>
<body><header class="head"><h1>Reconciliation report${organisation !== undefined && `, ${organisation}`}</h1><p class="meta">From <b>${sides.left}</b> to <b>${sides.right}</b>, made ${formatDateTime(made)}</p></header><main>${resultSection(report)}${figuresSection(report)}${differencesSection(report)}${countsSection(report)}${sampleSection(report)}</main></body></html>
`;
  return page.toString();
}

const titles: Readonly<Record<ReconciliationReport['result'], string>> = {
  same: 'nothing differs',
  explained: 'differences, all explained',
  unexplained: 'differences not explained',
};
