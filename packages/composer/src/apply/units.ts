import type { ChangeOverReport } from './applying.ts';

/** What each place holds: one of it, and many. */
export const units: Readonly<Record<ChangeOverReport['place'], readonly [one: string, many: string]>> = {
  records: ['version', 'versions'],
  documents: ['document', 'documents'],
  audit: ['entry', 'entries'],
  state: ['entry', 'entries'],
};
