import { alertNote, describeProblem, type Html, html } from '@baseplate-epr/clinical-format';
import { allowed, type FhirClient } from '@baseplate-epr/fhir-client';
import type { Flag } from '@medplum/fhirtypes';
import { readDirectory } from '../read/read-directory.ts';
import { flagAlert } from './flag-alert.ts';

const shown = 12;

/**
 * Flags in force, clinical and safety ones first; nothing when there are none, since the shell says so.
 * @throws FhirError 403 if flags are withheld
 */
export async function alertsStrip(client: FhirClient, patient: string, now: number): Promise<Html> {
  const [flags, conditions] = await Promise.all([
    client.search('Flag', {
      patient,
      status: 'active',
      _sort: '-date',
      _count: 100,
      _include: 'Flag:encounter',
      '_include:iterate': 'Encounter:service-provider',
    }),
    allowed(client.search('Condition', { patient, 'clinical-status': 'active,recurrence,relapse', _count: 100 })),
  ]);
  const inForce = flags.matches.filter((flag) => holds(flag, now)).toSorted((a, b) => weight(b) - weight(a));
  const sources = await readDirectory(client, inForce, flags.included);
  const known = (conditions?.matches ?? []).filter((condition) => describeProblem(condition).group === 'active');
  const more = inForce.length - shown;
  return html`${inForce.slice(0, shown).map((flag) => flagAlert(flag, known, sources))}${
    (more > 0 || flags.next !== undefined) &&
    alertNote({
      fact: 'There are more flags than are shown here',
      source: `${Math.max(more, 1)} or more are not shown`,
      tone: 'caution',
    })
  }`;
}

/** A flag holds to the last moment its end can mean: a date includes its day, a month or year the whole of it. */
function holds({ period }: Flag, now: number): boolean {
  if (period?.start !== undefined && Date.parse(period.start) > now) return false;
  if (period?.end === undefined) return true;
  const end = new Date(period.end);
  if (period.end.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (period.end.length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  else if (period.end.length === 10) end.setUTCDate(end.getUTCDate() + 1);
  return end.getTime() > now;
}

function weight({ category = [] }: Flag): number {
  const codes = category.flatMap(({ coding = [] }) => coding.map(({ code }) => code));
  return codes.includes('safety') || codes.includes('clinical') ? 1 : 0;
}
