import {
  type FieldError,
  formatResult,
  fragmentResponse,
  type Html,
  observationDraft,
  type PatientFacts,
  takenFieldsAt,
  withheldResponse,
} from '@baseplate-epr/clinical-format';
import { scopesAllow, withExactDigits } from '@baseplate-epr/fhir-client';
import type { ObservationVisit } from '../observation-visit.ts';
import { readPatientFacts } from '../reading/patient-facts.ts';
import { readOneSet } from '../strike/read-one-set.ts';
import { fieldsOfSet } from './fields-of-set.ts';
import { recordForm } from './record-form.ts';

/** The form of a new set: empty, or with the draft, or with the values of a set that was struck out and is entered again. */
export async function recordPage(visit: ObservationVisit): Promise<Response> {
  const { page, record, url, context } = visit;
  if (!scopesAllow(context.principal.scopes, 'Observation', 'c')) return withheldResponse();
  const again = url.searchParams.get('again');
  const [facts, struck] = await Promise.all([
    readPatientFacts(record, page.patient),
    again === null ? undefined : readOneSet(visit, again),
  ]);
  const draft = page.drafts[observationDraft.form];
  const fields: Readonly<Record<string, string>> = {
    ...takenFieldsAt(context.now),
    ...(struck !== undefined && fieldsOfSet(struck)),
  };
  // What a draft leaves out stays empty: the time now is not the time of what was measured then.
  const value = (name: string) => (draft === undefined ? fields[name] : draft[name]?.[0]);
  const kept = draft?.submission?.[0];
  const submission = kept !== undefined && isToken(kept) ? kept : newToken(visit);
  return fragmentResponse(recordForm(visit, facts, { submission, value, draft: draft !== undefined }));
}

/** The form again, with what was entered and what is wrong with it. */
export function recordAgain(
  visit: ObservationVisit,
  facts: PatientFacts,
  wrong: {
    readonly errors?: readonly FieldError[];
    readonly unusual?: readonly string[];
    readonly above?: Html;
    readonly token?: string;
  },
): Response {
  const form = visit.form ?? new URLSearchParams();
  const sent = form.get('submission') ?? '';
  const submission = wrong.token ?? (isToken(sent) ? sent : newToken(visit));
  return fragmentResponse(
    recordForm(visit, facts, { ...wrong, submission, value: (name) => form.get(name) ?? undefined }),
    422,
  );
}

/** A new token of a submission. */
export function newToken({ randomBytes }: ObservationVisit): string {
  return Buffer.from(randomBytes(18)).toString('base64url');
}

/** Whether a text has the form of a submission's token. */
export function isToken(text: string): boolean {
  return /^[\w-]{24}$/.test(text);
}

/** A value of an Observation with its digits, for comparing. */
export function exactValue(observation: object): string {
  return formatResult(withExactDigits(observation));
}
