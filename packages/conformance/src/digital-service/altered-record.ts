import type { RecordHandle } from '@baseplate-epr/contracts';
import { typeOf } from './broken-record.ts';

/** Types whose `status` may say that an entry was made in error. */
const withStatus =
  'Observation DiagnosticReport DocumentReference Composition MedicationRequest MedicationStatement Procedure Immunization Task ' +
  'ServiceRequest CarePlan CareTeam Flag Communication QuestionnaireResponse RiskAssessment ClinicalImpression Encounter List Goal';
const statusTypes: ReadonlySet<string> = new Set(withStatus.split(' '));
const verifiedTypes: ReadonlySet<string> = new Set(['Condition', 'AllergyIntolerance']);

/** Whether entries of a type can be struck out by what they say themselves. */
export function canBeInError(type: string): boolean {
  return statusTypes.has(type) || verifiedTypes.has(type);
}

interface Entry {
  resourceType?: string;
  status?: unknown;
  clinicalStatus?: unknown;
  verificationStatus?: unknown;
  entry?: { resource?: Entry }[];
}

/**
 * The record, but that every entry of one type was entered in error. A search that names a status finds none of them, as it would; one that asks for
 * what was entered in error, or for none but that, is answered as ever.
 */
export function enteredInError(whole: RecordHandle, type: string): RecordHandle {
  return {
    async fetch(input, init) {
      if (typeOf(input) !== type) return strike(await whole.fetch(input, init), type);
      const parameters = await parametersOf(input, init);
      const byStatus = [...parameters].filter(([name]) => /status/i.test(name));
      const answer = await whole.fetch(input, init);
      if (
        byStatus.length === 0 ||
        byStatus.some(([name, value]) => !name.includes(':not') && value.includes('entered-in-error'))
      )
        return strike(answer, type);
      if (!answer.ok) return answer;
      return json({ resourceType: 'Bundle', type: 'searchset', total: 0, link: [], entry: [] });
    },
  };
}

/** The parameters of a search, from its address and its form. */
export async function parametersOf(input: string | Request, init?: RequestInit): Promise<URLSearchParams> {
  const { searchParams } = new URL(typeof input === 'string' ? input : input.url, 'http://record.invalid');
  const body = init?.body ?? (typeof input === 'string' ? '' : await input.clone().text());
  const form = typeof body === 'string' || body instanceof URLSearchParams ? new URLSearchParams(body) : [];
  return new URLSearchParams([...searchParams, ...form]);
}

async function strike(answer: Response, type: string): Promise<Response> {
  if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return answer;
  const read = (await answer.json()) as Entry;
  for (const one of [read, ...(read.entry ?? []).map(({ resource }) => resource)]) {
    if (one?.resourceType !== type) continue;
    if (statusTypes.has(type)) one.status = 'entered-in-error';
    else {
      const system = `http://terminology.hl7.org/CodeSystem/${type === 'Condition' ? 'condition-ver-status' : 'allergyintolerance-verification'}`;
      one.verificationStatus = { coding: [{ system, code: 'entered-in-error' }] };
      delete one.clinicalStatus;
    }
  }
  return json(read);
}

const json = (value: unknown) =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/fhir+json' } });
