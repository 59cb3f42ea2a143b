import type { ChangeOverReport } from '@baseplate-epr/composer';

/** What each place holds. */
export const units: Readonly<Record<ChangeOverReport['place'], string>> = {
  records: 'versions',
  documents: 'documents',
  audit: 'entries',
  state: 'entries',
};
