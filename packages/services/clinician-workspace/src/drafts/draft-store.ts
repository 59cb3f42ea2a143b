import { createHash } from 'node:crypto';
import type { ServiceContext } from '@baseplate-epr/contracts';
import { type Draft, readDraft } from './draft.ts';

/** Whose form of which service about whom. */
export interface DraftKey {
  readonly patient: string;
  readonly service: string;
  /** The form's name within the service. */
  readonly form: string;
}

/** One person's unsaved input, which the record keeps as it is typed. Nobody else's is reachable through it. */
export interface DraftStore {
  /** Drafts about one patient, by service and form name. */
  list(patient: string): Promise<readonly Draft[]>;
  discard(key: DraftKey): Promise<void>;
  /** Discards the drafts that would be sent to this path of a service. */
  discardSent(key: Omit<DraftKey, 'form'>, action: string): Promise<void>;
  /** Discards everything of this person. */
  discardAll(): Promise<void>;
}

/** Makes the store of the person who is signed in. Keys hold a digest of who that is, so that nobody's name can reach into another's. */
export function createDraftStore({ state, principal }: ServiceContext): DraftStore {
  const own = `draft/${createHash('sha256').update(principal.id).digest('hex').slice(0, 32)}/`;
  const keyOf = ({ patient, service, form }: DraftKey) => `${own}${patient}/${service}/${form}`;

  async function list(patient: string): Promise<readonly Draft[]> {
    const { entries } = await state.list({ prefix: `${own}${patient}/`, limit: 100 });
    return entries.flatMap(({ key, value }) => readDraft(key.slice(own.length), value) ?? []);
  }

  return {
    list,
    async discard(key) {
      await state.delete({ key: keyOf(key) });
    },
    async discardSent({ patient, service }, action) {
      const sent = (await list(patient)).filter((draft) => draft.service === service && draft.action === action);
      await Promise.all(sent.map((draft) => state.delete({ key: keyOf(draft) })));
    },
    async discardAll() {
      await state.clear({ prefix: own });
    },
  };
}
