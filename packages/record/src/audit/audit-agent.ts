import type { AuditAgent, Principal } from '@baseplate-epr/contracts';

/** The caller as the audit names it. */
export function auditAgent(principal: Principal, service?: string): AuditAgent {
  return {
    id: principal.id,
    display: principal.display,
    role: principal.role.code,
    organisation: principal.organisation.odsCode,
    ...(service === undefined ? {} : { service }),
  };
}

/** The record itself, for what it does of its own accord. */
export const recordAgent: AuditAgent = {
  id: 'baseplate-record',
  display: 'The record',
  role: 'system',
  organisation: '',
};

/** Somebody who was not recognised. */
export const unknownAgent: AuditAgent = { id: 'unknown', display: 'Not recognised', role: '', organisation: '' };
