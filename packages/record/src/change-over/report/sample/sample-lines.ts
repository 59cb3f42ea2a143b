import {
  codesOf,
  conceptText,
  decideAllergyState,
  describeMedicine,
  formatDate,
  formatDateTime,
  formatName,
  formatNhsNumber,
  formatResult,
  nhsNumberOf,
} from '@baseplate-epr/clinical-format';
import { fieldOf, textOf } from './field-of.ts';
import { readChart, readCurrent, type SampledStore } from './sampled-store.ts';

const noneRecorded = ['None recorded'];
const noPatient = 'No such patient here';
const latestResults = 8;

const who =
  (lineOf: (patient: unknown, now: number) => string) =>
  async (store: SampledStore, id: string, now: number): Promise<readonly string[]> => {
    const patient = await readCurrent(store, 'Patient', id);
    return [patient === undefined ? noPatient : lineOf(patient, now)];
  };

/** Who the patient is. */
export const whoLines = {
  name: who((patient, now) => formatName(fieldOf(patient, 'name'), { now, allGiven: true })),
  born: who((patient) => formatDate(fieldOf(patient, 'birthDate'))),
  nhsNumber: who((patient) => formatNhsNumber(nhsNumberOf(patient))),
};

/** Allergies in force, or the words for there being none. */
export async function allergyLines(store: SampledStore, patient: string): Promise<readonly string[]> {
  const allergies = await readChart({ store, patient, types: ['AllergyIntolerance'] });
  const { words, known, statements } = decideAllergyState({ allergies });
  const lines = known.map(({ text, criticality, certainty }) =>
    [text, criticality, certainty].filter((part) => part !== undefined).join(', '),
  );
  return [...(lines.length === 0 ? [words] : lines.sort()), ...statements];
}

/** Medicines that are current or planned, and how many are past. */
export async function medicineLines(store: SampledStore, patient: string): Promise<readonly string[]> {
  const medicines = await readChart({ store, patient, types: ['MedicationRequest', 'MedicationStatement'] });
  const described = await Promise.all(
    medicines.map(async (medicine) => describeMedicine(medicine, { medication: await medicationOf(store, medicine) })),
  );
  const lines = described
    .filter(({ group }) => group === 'current' || group === 'planned')
    .map(({ text, word, standsOut }) => (standsOut ? `${text} (${word})` : text));
  return withPast(lines, described.filter(({ group }) => group === 'past').length);
}

async function medicationOf(store: SampledStore, medicine: unknown): Promise<unknown> {
  const reference = textOf(fieldOf(fieldOf(medicine, 'medicationReference'), 'reference'));
  const [type = '', id = '', ...more] = reference.split('/');
  return type === 'Medication' && id !== '' && more.length === 0 ? readCurrent(store, type, id) : undefined;
}

const pastProblems = new Set(['inactive', 'remission', 'resolved']);
const untrue = new Set(['refuted', 'entered-in-error']);

/** Problems that are not over, and how many are. A missing status counts as active. */
export async function problemLines(store: SampledStore, patient: string): Promise<readonly string[]> {
  const conditions = await readChart({ store, patient, types: ['Condition'] });
  const codeOf = (condition: unknown, name: string) => codesOf(fieldOf(condition, name))[0]?.code ?? '';
  const problems = conditions.filter((condition) => !untrue.has(codeOf(condition, 'verificationStatus')));
  const isPast = (condition: unknown) => pastProblems.has(codeOf(condition, 'clinicalStatus'));
  const lines = problems.filter((condition) => !isPast(condition)).map(problemLine);
  return withPast(lines, problems.filter(isPast).length);
}

function problemLine(condition: unknown): string {
  const name = conceptText(fieldOf(condition, 'code')) ?? 'Problem not named';
  const onset = fieldOf(condition, 'onsetDateTime');
  return onset === undefined ? name : `${name}, onset ${formatDate(onset)}`;
}

/** The latest results of laboratories, newest first. */
export async function resultLines(store: SampledStore, patient: string): Promise<readonly string[]> {
  const results = await readChart({
    store,
    patient,
    types: ['Observation'],
    where: { kind: 'token', parameter: 'category', code: 'laboratory' },
    sort: [{ parameter: 'date', entry: 'date', direction: 'descending' }],
    count: latestResults,
  });
  return results.length === 0 ? noneRecorded : results.map(resultLine);
}

function resultLine(observation: unknown): string {
  const time = fieldOf(observation, 'effectiveDateTime') ?? fieldOf(observation, 'issued');
  const name = conceptText(fieldOf(observation, 'code')) ?? 'Test not named';
  const status = textOf(fieldOf(observation, 'status'));
  const said = status === 'final' || status === '' ? '' : ` (${status})`;
  return `${formatDateTime(time)} ${name}: ${formatResult(observation)}${said}`;
}

function withPast(lines: readonly string[], past: number): readonly string[] {
  const first = lines.length === 0 ? noneRecorded : [...lines].sort();
  return past === 0 ? first : [...first, `and ${past} past`];
}
