import { formatDateTime, type Inpatient, nextSet, nextSetWords, scoreSet } from '@baseplate-epr/clinical-format';
import { type Loaded, loaded } from '@baseplate-epr/fhir-client';
import type { Condition, Observation } from '@medplum/fhirtypes';
import { readPregnancies, readScaleDecisions } from '../observations/read-facts.ts';
import { readSets } from '../observations/read-sets.ts';
import { scoreView } from '../observations/score-view.ts';
import type { Visit } from '../visit.ts';
import type { News2Glance } from './ward-views.ts';

/** Reads the latest set of each of these inpatients. What decides about the score is read for all of them at once, or no score is given. */
export async function readGlances(
  visit: Visit,
  inpatients: readonly Inpatient[],
): Promise<ReadonlyMap<string, Loaded<News2Glance>>> {
  const ids = inpatients.flatMap(({ patient }) => patient.id ?? []);
  const facts = await loaded(Promise.all([readScaleDecisions(visit, ids), readPregnancies(visit, ids)]));
  const glances = inpatients.map(async (inpatient) => {
    const id = inpatient.patient.id ?? '';
    return [id, facts.state === 'there' ? await loaded(glance(visit, inpatient, facts.value)) : facts] as const;
  });
  return new Map(await Promise.all(glances));
}

async function glance(
  visit: Visit,
  { patient, encounter }: Inpatient,
  [decisions, pregnancies]: readonly [readonly Observation[], readonly Condition[]],
): Promise<News2Glance> {
  const { now } = visit.context;
  const subject = `Patient/${patient.id}`;
  const own = (resource: Observation | Condition) => resource.subject?.reference === subject;
  const facts = {
    patient,
    decisions: decisions.filter(own),
    pregnancies: pregnancies.filter(own),
    admissions: [encounter],
  };
  const [set] = await readSets(visit, { patient: patient.id ?? '', count: 1 });
  const latest = set === undefined ? undefined : scoreSet(set, facts, now);
  const next = nextSet(latest, facts, now, visit.options);
  const words = nextSetWords(next);
  return {
    latest: latest === undefined ? undefined : { score: scoreView(latest.score), time: formatDateTime(latest.time) },
    next: next === undefined || words === undefined ? undefined : { words, overdue: next.overdue },
  };
}
