import type { Principal, StateNamespace } from '@baseplate-epr/contracts';
import { draftsOf } from './drafts-of.ts';
import { keptFor, readKeptDraft } from './kept-draft.ts';

/** A form that nobody took, as it was sent. */
export interface UnsentFields {
  readonly pathname: string;
  /** Logical id. */
  readonly patient: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Writes what a form that nobody took held over the draft that was kept of it while it was typed. @returns whether there was one */
export async function keepUnsent(
  { pathname, patient, fields }: UnsentFields,
  { principal, interfaceState, now }: KeepUnsentOptions,
): Promise<boolean> {
  const own = `${draftsOf(principal)}${patient}/`;
  const { entries } = await interfaceState.list({ prefix: own, limit: 100 });
  for (const { key, value, version } of entries) {
    const [service, form] = key.slice(own.length).split('/');
    const draft = readKeptDraft(value);
    if (draft === undefined || form === undefined) continue;
    if (!pathname.endsWith(`/${patient}/${service}${draft.action === '/' ? '' : draft.action}`)) continue;
    const names = [...new Set(fields.map(([name]) => name))];
    const lists = names.map((name) => [name, fields.flatMap(([one, held]) => (one === name ? [held] : []))] as const);
    const changed = JSON.stringify({ ...draft, fields: Object.fromEntries(lists), at: now });
    const { outcome } = await interfaceState.set({ key, value: changed, expiresAt: now + keptFor, ifVersion: version });
    return outcome === 'written';
  }
  return false;
}

/** Whose form it was, and where drafts are. */
export interface KeepUnsentOptions {
  readonly principal: Pick<Principal, 'id'>;
  readonly interfaceState: StateNamespace;
  readonly now: number;
}
