import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { bundleResources, type ParsedResource } from './bundle-resources.ts';

/** What a chart search asks for: a kind of observation that this patient has. */
export interface ChartTarget {
  readonly patientId: string;
  readonly system: string;
  readonly code: string;
}

/** Whom and what the requests ask for. */
export interface Targets {
  readonly patientIds: string[];
  readonly nhsNumbers: string[];
  readonly families: string[];
  readonly charts: ChartTarget[];
  /** Observations of the sampled patients. */
  readonly observations: ParsedResource[];
}

/** NHS numbers, as UK Core names them. */
export const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';

/** Observations taken from each patient. */
const observationsEach = 3;

/** No targets yet. */
export function noTargets(): Targets {
  return { patientIds: [], nhsNumbers: [], families: [], charts: [], observations: [] };
}

/** Adds what the bundle of one patient offers. */
export function addTargets(targets: Targets, bundle: string): void {
  const resources = bundleResources(bundle).map(({ resource }) => resource);
  const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
  if (patient === undefined) return;
  targets.patientIds.push(patient.id);
  const nhsNumber = patient.identifier?.find(({ system }) => system === nhsNumberSystem)?.value;
  if (nhsNumber !== undefined) targets.nhsNumbers.push(nhsNumber);
  const family = patient.name?.[0]?.family;
  if (family !== undefined) targets.families.push(family);
  const observations = resources.filter(
    ({ resourceType, valueQuantity }) => resourceType === 'Observation' && valueQuantity,
  );
  const step = Math.max(1, Math.floor(observations.length / observationsEach));
  for (let each = 0; each < observationsEach; each += 1) {
    const observation = observations[each * step];
    if (observation !== undefined) targets.observations.push(observation);
  }
  const chart = commonestCode(observations);
  if (chart !== undefined) targets.charts.push({ patientId: patient.id, ...chart });
}

function commonestCode(observations: readonly ParsedResource[]): { system: string; code: string } | undefined {
  const counts = new Map<string, { count: number; system: string; code: string }>();
  for (const { code: concept } of observations) {
    const { system, code } = concept?.coding?.[0] ?? {};
    if (system === undefined || code === undefined) continue;
    const entry = counts.get(`${system}|${code}`) ?? { count: 0, system, code };
    entry.count += 1;
    counts.set(`${system}|${code}`, entry);
  }
  const [most] = [...counts.values()].sort((one, other) => other.count - one.count);
  return most === undefined ? undefined : { system: most.system, code: most.code };
}

/** Patients that are sampled at most. */
const sampledPatients = 200;

/** Samples targets evenly over a population in a file; only what is sampled is parsed. */
export async function sampleTargets(file: string, patients: number): Promise<Targets> {
  const targets = noTargets();
  const step = Math.max(1, Math.floor(patients / sampledPatients));
  let line = -1;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    if (line > patients) break;
    if (line > 0 && line % step === 0) addTargets(targets, text);
  }
  return targets;
}
