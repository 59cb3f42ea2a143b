import { chartPage } from '../chart/chart-page.ts';
import { historyPage } from '../chart/history-page.ts';
import { discardDraft } from '../drafts/discard-draft.ts';
import { notFoundPage } from '../page/message-page.ts';
import { servicePage } from '../service-page/service-page.ts';
import { submitForm } from '../service-page/submit-form.ts';
import type { Visit } from '../visit.ts';

/** What is asked about which patient. */
export interface PatientRoute {
  /** Logical id. */
  readonly patient: string;
  /** Empty, or begins with a slash. */
  readonly rest: string;
}

/** Answers what lies below `/patients/{id}`. A service's pages lie below its name; `history` and `drafts` are the workspace's own. */
export async function answerPatient(visit: Visit, { patient, rest }: PatientRoute): Promise<Response> {
  const posted = visit.request.method === 'POST';
  if (rest === '') return posted ? notFoundPage(visit) : chartPage(visit, { patient });
  if (rest === '/history' && !posted) return historyPage(visit, patient);
  if (rest === '/drafts/discard' && posted) return discardDraft(visit, patient);
  const [, service = '', path = ''] = /^\/([a-z][a-z0-9-]*)(\/.*)?$/.exec(rest) ?? [];
  if (service === '' || !isService(visit, service)) return notFoundPage(visit);
  // Two slashes at the beginning would make the rest of the path a host name.
  const target = { patient, service, path: path.replace(/^\/*/, '/') };
  return posted ? submitForm(visit, target) : servicePage(visit, target);
}

function isService({ shell }: Visit, name: string): boolean {
  return shell.fragments.list({}).some(({ service }) => service === name);
}
