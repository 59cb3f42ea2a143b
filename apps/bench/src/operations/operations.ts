import type { RequestParts } from '../load/request-bytes.ts';
import { nhsNumberSystem, type Targets } from '../population/sample-targets.ts';
import { observationBody } from './observation-body.ts';
import type { Operation } from './operation.ts';

/** How the requests say who sends them. */
export interface Credentials {
  /** Bearer token of a consultant, who reads everything and writes observations. */
  readonly clinician: string;
  /** The consultant's session cookie. */
  readonly session: string;
}

/** Requests that carry a whole chart are few, since the floor keeps their answers in memory. */
const keptCharts = 20;
const keptAnswers = 100;

/** Every operation that is measured by request, those that write last. */
export function operations(targets: Targets, { clinician, session }: Credentials): readonly Operation[] {
  const bearer = { authorization: `Bearer ${clinician}`, accept: 'application/fhir+json' };
  const json = { ...bearer, 'content-type': 'application/fhir+json' };
  const get = (path: string): RequestParts => ({ method: 'GET', path: `/fhir/${path}`, headers: bearer });
  const reads = { kept: keptAnswers, floor: 'guarded', writes: false } as const;
  const { observations, charts, patientIds } = targets;
  const token = (system: string, code: string) => encodeURIComponent(`${system}|${code}`);
  return [
    { ...reads, name: 'read', requests: observations.map(({ id }) => get(`Observation/${id}`)) },
    { ...reads, name: 'vread', requests: observations.map(({ id }) => get(`Observation/${id}/_history/1`)) },
    {
      ...reads,
      name: 'chart search',
      requests: charts.map(({ patientId, system, code }) =>
        get(`Observation?patient=${patientId}&code=${token(system, code)}&_sort=-date&_count=20`),
      ),
    },
    {
      ...reads,
      name: 'name search',
      requests: targets.families.map((family) => get(`Patient?name=${encodeURIComponent(family)}&_count=20`)),
    },
    {
      ...reads,
      name: 'identifier search',
      requests: targets.nhsNumbers.map((number) => get(`Patient?identifier=${token(nhsNumberSystem, number)}`)),
    },
    {
      ...reads,
      name: 'include',
      requests: charts.map(({ patientId }) =>
        get(`Observation?patient=${patientId}&_count=20&_include=Observation:subject&_include=Observation:encounter`),
      ),
    },
    {
      ...reads,
      name: '$everything',
      kept: keptCharts,
      floor: 'bare',
      requests: patientIds.slice(0, keptCharts).map((id) => get(`Patient/${id}/$everything`)),
    },
    {
      ...reads,
      name: 'chart page',
      kept: keptCharts,
      requests: patientIds
        .slice(0, keptCharts)
        .map((id) => ({ method: 'GET', path: `/patients/${id}`, headers: { cookie: session, accept: 'text/html' } })),
    },
    {
      name: 'create',
      kept: 10,
      floor: 'guarded',
      writes: true,
      requests: observations.map((observation) => ({
        method: 'POST',
        path: '/fhir/Observation',
        headers: json,
        body: observationBody(observation, 1, false),
      })),
    },
    {
      name: 'update',
      kept: 10,
      floor: 'guarded',
      writes: true,
      // Twice with different values, so that each update changes something.
      requests: [2, 3].flatMap((change) =>
        observations.map((observation) => ({
          method: 'PUT' as const,
          path: `/fhir/Observation/${observation.id}`,
          headers: json,
          body: observationBody(observation, change, true),
        })),
      ),
    },
  ];
}
