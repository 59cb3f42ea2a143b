import { scopesAllow } from '@baseplate-epr/fhir-client';
import { draftKeyOf } from '../drafts/draft-key.ts';
import { unfinishedSets } from '../drafts/unfinished-sets.ts';
import type { Visit } from '../visit.ts';
import type { SessionView } from './session-view.ts';

/** Tells who is signed in. */
export async function readSession(visit: Visit): Promise<SessionView> {
  const { context, shell, options } = visit;
  const { principal, organisation, now } = context;
  const isPatient = principal.kind === 'patient';
  const mayRecord = !isPatient && scopesAllow(principal.scopes, 'Observation', 'c');
  return {
    now,
    recordName: options.recordName ?? organisation.name,
    person: {
      display: principal.display,
      role: principal.role.display,
      organisation: principal.organisation.display,
    },
    ownRecord: isPatient ? principal.patient : undefined,
    isPatient,
    csrf: shell.csrfToken,
    mayRecord,
    draftKey: mayRecord ? await draftKeyOf(visit) : undefined,
    drafts: mayRecord ? await unfinishedSets(visit) : [],
  };
}
