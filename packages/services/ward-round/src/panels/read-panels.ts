import type { FragmentPage } from '@baseplate-epr/contracts';
import { createDraftStore } from '../drafts/draft-store.ts';
import type { Visit } from '../visit.ts';
import type { PanelView } from './panel-views.ts';

/** Fetches the fragments of these slots, all at once. Each has its own time budget; none can hold up or break another. */
export async function readPanels(
  visit: Visit,
  patient: string,
  slots: readonly string[],
): Promise<readonly PanelView[]> {
  const fragments = slots.flatMap((slot) => visit.shell.fragments.list({ slot }));
  return Promise.all(
    fragments.map(async (fragment) => {
      const { service, path } = fragment;
      const page = await fragmentPage(visit, patient, service, 'card');
      return { ...fragment, result: await visit.shell.fragments.fetch({ service, path, page }) };
    }),
  );
}

/** What a service is told about the page that shows its fragment; the input kept of its forms is part of it. */
export async function fragmentPage(
  { context }: Visit,
  patient: string,
  service: string,
  layout: FragmentPage['layout'],
): Promise<FragmentPage> {
  const kept = await createDraftStore(context).list(patient);
  const own = kept.filter((draft) => draft.service === service);
  return {
    patient,
    linkBase: `/patients/${patient}/${service}`,
    formFields: [{ name: 'patient', value: patient }],
    drafts: Object.fromEntries(own.map(({ form, fields }) => [form, fields])),
    layout,
  };
}

/** What people call a service: the title of its first panel that is no alert. */
export function titleOf({ shell }: Visit, service: string): string | undefined {
  const own = shell.fragments.list({}).filter((fragment) => fragment.service === service);
  return (own.find(({ slot }) => slot !== 'alerts') ?? own[0])?.title;
}
