import { type AuditEntry, type AuditKind, BaseplateError, type ChainedAuditEntry } from '@baseplate-epr/contracts';

const kinds = new Set<AuditKind>(['access', 'intent', 'outcome', 'refusal', 'event']);
const wellFormed = (text: string | undefined): boolean => text === undefined || text.isWellFormed();

/** From so many names on it is kept of a list that it was looked at, as its text is: the same chart is the same list each time. */
const listed = 20;
const lookedAt = new WeakSet<readonly string[]>();

function allWellFormed(list: readonly string[]): boolean {
  if (list.length < listed) return list.every(wellFormed);
  if (lookedAt.has(list)) return true;
  const sound = list.every(wellFormed);
  if (sound) lookedAt.add(list);
  return sound;
}

/** Refuses an entry that could not be hashed, stored and read back as it is. */
export function checkEntry(entry: AuditEntry): void {
  const { agent } = entry;
  const sound =
    Number.isSafeInteger(entry.time) &&
    kinds.has(entry.kind) &&
    Number.isSafeInteger(entry.resourceCount) &&
    entry.resourceCount >= 0 &&
    [entry.requestId, entry.action, entry.purposeOfUse, entry.detail].every(wellFormed) &&
    [agent.id, agent.display, agent.role, agent.organisation, agent.service].every(wellFormed) &&
    allWellFormed(entry.patients) &&
    allWellFormed(entry.resources);
  if (sound) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: 'An audit entry is not of the form the contract describes. None of the call was kept; correct its writer.',
  });
}

/** Refuses an entry to load that has no place in a chain, or no hash. */
export function checkPlace({ writer, sequence, hash }: ChainedAuditEntry): void {
  const named = typeof writer === 'string' && writer !== '' && writer.isWellFormed();
  if (named && Number.isSafeInteger(sequence) && sequence >= 1 && /^[0-9a-f]{64}$/.test(hash)) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message:
      'An audit entry to load has no place in a chain, or no hash. None of the call was loaded; give it as it was read.',
  });
}
