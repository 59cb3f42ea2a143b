import type { ServiceContext } from '@baseplate-epr/contracts';
import { ownerOf } from './owner-of.ts';

/** Hours that unsaved input is kept. */
const keptFor = 12 * 3_600_000;

/** Unsaved input of the person who is signed in, in the shape of the contract: whichever user interface is in place finds it. */
export interface Draft extends DraftKeyParts {
  /** The service's page that holds the form; empty for the chart. */
  readonly path: string;
  /** The service's path that it is sent to. */
  readonly action: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
}

/** Which form of which service about whom. */
export interface DraftKeyParts {
  /** Logical id. */
  readonly patient: string;
  readonly service: string;
  readonly form: string;
}

/** One person's unsaved input. Nobody else's can be reached through it. */
export interface DraftStore {
  /** About one patient, or about everybody. */
  list(patient?: string): Promise<readonly Draft[]>;
  /**
   * Keeps it for twelve hours in place of what is there, where `replaces` agrees to that (by default it does).
   * @returns false if it was not kept because of what is there
   * @throws BaseplateError `quota-exceeded`
   */
  keep(draft: Draft, replaces?: (before: Draft) => boolean): Promise<boolean>;
  /** Discards it, where `wanted` agrees. */
  discard(key: DraftKeyParts, wanted?: (draft: Draft) => boolean): Promise<void>;
  /** Everything of this person, keys of devices included. */
  discardAll(): Promise<void>;
}

/** Makes the store of the person who is signed in. */
export function createDraftStore({ state, principal, now }: ServiceContext): DraftStore {
  const own = `draft/${ownerOf({ principal })}/`;
  const keyOf = ({ patient, service, form }: DraftKeyParts) => `${own}${patient}/${service}/${form}`;

  async function read(parts: DraftKeyParts) {
    const entry = await state.get({ key: keyOf(parts) });
    const draft = entry === undefined ? undefined : readDraft(entry.key.slice(own.length), entry.value);
    return { entry, draft };
  }

  return {
    async list(patient) {
      const prefix = patient === undefined ? own : `${own}${patient}/`;
      const { entries } = await state.list({ prefix, limit: 200 });
      return entries.flatMap(({ key, value }) => readDraft(key.slice(own.length), value) ?? []);
    },
    async keep(draft, replaces = () => true) {
      const { path, action, fields, at } = draft;
      const value = JSON.stringify({ path, action, fields, at });
      // Two changes may come at the same time; who loses looks again at what is there now.
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const { entry, draft: before } = await read(draft);
        if (before !== undefined && !replaces(before)) return false;
        const ifVersion = entry?.version ?? null;
        const { outcome } = await state.set({ key: keyOf(draft), value, expiresAt: now + keptFor, ifVersion });
        if (outcome === 'written') return true;
      }
      return false;
    },
    async discard(parts, wanted = () => true) {
      const { entry, draft } = await read(parts);
      if (entry !== undefined && draft !== undefined && wanted(draft))
        await state.delete({ key: entry.key, ifVersion: entry.version });
    },
    async discardAll() {
      await state.clear({ prefix: own });
    },
  };
}

/** Reads what the store holds; `undefined` for what is no draft. */
function readDraft(place: string, value: string): Draft | undefined {
  const [patient, service, form, ...rest] = place.split('/');
  if (patient === undefined || service === undefined || form === undefined || rest.length > 0) return undefined;
  const kept: unknown = JSON.parse(value);
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { path, action, fields, at } = { path: '', action: '', fields: {}, at: 0, ...kept };
  return isFields(fields)
    ? { patient, service, form, path: String(path), action: String(action), fields, at: Number(at) }
    : undefined;
}

function isFields(value: unknown): value is Draft['fields'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((list) => Array.isArray(list) && list.every((item) => typeof item === 'string'))
  );
}
