import { type AuditEntry, type AuditKind, BaseplateError } from '@baseplate-epr/contracts';

const kinds: readonly AuditKind[] = ['access', 'intent', 'outcome', 'refusal', 'event'];

/** Refuses an entry that could not be hashed and read back as it is. */
export function checkAuditEntry(entry: AuditEntry): void {
  const { service = '', ...agent } = entry.agent;
  const texts = [
    ...[entry.requestId, entry.action, entry.purposeOfUse, entry.detail ?? '', ...entry.patients, ...entry.resources],
    ...[service, agent.id, agent.display, agent.role, agent.organisation],
  ];
  const sound =
    Number.isSafeInteger(entry.time) &&
    kinds.includes(entry.kind) &&
    Number.isSafeInteger(entry.resourceCount) &&
    entry.resourceCount >= 0 &&
    texts.every((text) => typeof text === 'string' && text.isWellFormed());
  if (sound) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: 'An audit entry is not of the form the contract describes. None of the call was kept; correct its writer.',
  });
}
