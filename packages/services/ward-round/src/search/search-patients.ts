import {
  addressText,
  findPatients,
  formatName,
  formatNhsNumber,
  foundWords,
  genderWords,
  hospitalNumbersOf,
  lifeSpan,
  lookAlikes,
  nhsNumberOf,
  type PatientQuery,
  understandSearch,
  understoodWords,
} from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Patient } from '@medplum/fhirtypes';
import { refuse, view } from '../request/answers.ts';
import { readCommand } from '../request/read-command.ts';
import type { Visit } from '../visit.ts';
import type { FoundPatient, SearchView } from './search-view.ts';

/** Finds patients, in hospital or not, by what somebody typed. It is a command, so that nothing about a patient stands in an address. */
export async function searchPatients(visit: Visit): Promise<Response> {
  const { now, principal } = visit.context;
  if (principal.kind === 'patient')
    return refuse('not-found', 403, 'You are signed in as a patient, so nobody else can be looked up here.');
  const reading = await readCommand(visit);
  if (reading.outcome === 'refused') return reading.answer;
  const { typed } = reading.fields;
  if (typeof typed !== 'string') return refuse('unreadable', 400, 'What was typed could not be read.');
  const understood = understandSearch(typed, now);
  const found = await findPatients(understood, { now, search: (query) => search(visit, query) });
  const patients = found.outcome === 'found' ? found.patients : [];
  const alike = lookAlikes(patients, now);
  return view({
    words: foundWords(found),
    notes: understood.notes,
    lookedFor: found.outcome === 'found' && patients.length === 0 ? understoodWords(understood) : undefined,
    patients: patients.map((patient) => ({ ...foundPatient(patient, now), alike: alike.get(patient.id ?? '') })),
  } satisfies SearchView);
}

async function search({ record }: Visit, query: PatientQuery) {
  try {
    return (await record.search('Patient', query)).matches;
  } catch (error) {
    if (isFhirError(error, 403)) return 'withheld';
    if (isFhirError(error, 422)) return 'too-wide';
    throw error;
  }
}

function foundPatient(patient: Patient, now: number): Omit<FoundPatient, 'alike'> {
  const life = lifeSpan(patient, now);
  return {
    id: patient.id ?? '',
    name: formatName(patient, { now }),
    born: life.born,
    gender: genderWords(patient.gender),
    nhsNumber: formatNhsNumber(nhsNumberOf(patient)),
    hospitalNumber: hospitalNumbersOf(patient).join(', ') || 'Not recorded',
    address: addressText(patient, now),
    states: [...(life.dead ? [`Died ${life.died}`] : []), ...(patient.active === false ? ['No longer in use'] : [])],
  };
}
