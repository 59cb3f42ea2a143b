import type { FragmentDescription, FragmentResult } from '@baseplate-epr/contracts';
import type { Draft } from '../drafts/draft.ts';
import { fragmentPage } from '../service-page/form-fields.ts';
import type { Visit } from '../visit.ts';

/** The places of the chart that services fill. */
export const slotNames = ['alerts', 'main', 'side'] as const;

/** One of {@link slotNames}. */
export type SlotName = (typeof slotNames)[number];

/** A fragment and what its service answered. */
export interface Panel extends FragmentDescription {
  readonly result: FragmentResult;
}

/** An answer that is already there: a form of this card was sent and came back with mistakes. */
export interface AnsweredPanel {
  readonly service: string;
  readonly path: string;
  readonly result: FragmentResult;
}

/** Asks every service for its fragments, all at once. Each has its own time budget; none can hold up or break another. */
export async function fetchSlots(
  visit: Visit,
  patient: string,
  drafts: readonly Draft[],
  answered?: AnsweredPanel,
): Promise<Readonly<Record<SlotName, readonly Panel[]>>> {
  const fetchOne = async (fragment: FragmentDescription): Promise<Panel> => {
    const { service, path } = fragment;
    if (answered?.service === service && answered.path === path) return { ...fragment, result: answered.result };
    const page = fragmentPage(visit, { patient, service, drafts, card: path });
    return { ...fragment, result: await visit.shell.fragments.fetch({ service, path, page }) };
  };
  const fetchSlot = (slot: SlotName) => Promise.all(visit.shell.fragments.list({ slot }).map(fetchOne));
  const [alerts, main, side] = await Promise.all([fetchSlot('alerts'), fetchSlot('main'), fetchSlot('side')]);
  return { alerts, main, side };
}
