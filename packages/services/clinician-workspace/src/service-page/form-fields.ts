import type { FragmentPage } from '@baseplate-epr/contracts';
import { type Draft, draftsOf } from '../drafts/draft.ts';
import type { Visit } from '../visit.ts';

/** Fields of the shell in every form; no service sees the token or where the form was shown. */
export const hiddenFieldNames: ReadonlySet<string> = new Set(['csrf', 'patient', 'shown-in']);

/** What a service is told about the page that shows its fragment. */
export interface PageOptions {
  readonly patient: string;
  readonly service: string;
  readonly drafts: readonly Draft[];
  /** The card's path on the chart; absent on a page of its own. */
  readonly card?: string;
}

/** Makes what a service is told about the page that shows its fragment. */
export function fragmentPage({ shell }: Visit, { patient, service, drafts, card }: PageOptions): FragmentPage {
  const common = [
    { name: 'csrf', value: shell.csrfToken },
    { name: 'patient', value: patient },
  ];
  return {
    patient,
    linkBase: `/patients/${patient}/${service}`,
    formFields: card === undefined ? common : [...common, { name: 'shown-in', value: card }],
    drafts: draftsOf(drafts, service),
    layout: card === undefined ? 'page' : 'card',
  };
}
