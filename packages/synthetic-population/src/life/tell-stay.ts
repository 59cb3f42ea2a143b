import { recordCareTeam } from '../clinical/record-care-team.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordMedication } from '../clinical/record-medication.ts';
import { recordProcedure } from '../clinical/record-procedure.ts';
import { recordVitalSigns } from '../clinical/record-vital-signs.ts';
import type { VitalSigns } from '../clinical/vital-signs.ts';
import type { AcuteCondition } from '../data/acute-conditions.ts';
import { consultantFor, nurseFor, practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { day, hour, minute } from '../time/durations.ts';
import { ukDate } from '../time/uk-date-time.ts';
import { fileDischargeSummary } from './file-discharge-summary.ts';
import { scaled } from './illness.ts';
import type { Life } from './life.ts';
import type { Bed } from './life-options.ts';
import { panelsFor } from './panels-for.ts';
import { tellReport } from './tell-report.ts';

/** A stay in hospital. */
export interface StayFact {
  readonly illness: AcuteCondition;
  readonly bed: Bed;
  /** In milliseconds. */
  readonly start: number;
  /** In milliseconds; absent while it lasts. */
  readonly end?: number;
  /** Died at the end. */
  readonly died?: boolean;
  /** When observations were taken. */
  readonly observed: readonly number[];
  /** How ill at a moment, from 0; by default it passes during the stay. */
  readonly severity?: (at: number) => number;
  /** Leaves something out of a set of observations. */
  readonly gaps?: (signs: VitalSigns, place: number) => VitalSigns;
}

/** Emergency department, ward, diagnosis, observations, blood tests, medicines, procedure, and a letter at the end. */
export function tellStay(life: Life, fact: StayFact): ResourceReference {
  const { context } = life;
  const { illness, start, end, bed } = fact;
  const consultant = consultantFor(illness.specialty);
  const lead = practitionerReference(consultant);
  recordEncounter(context, {
    kind: 'emergency',
    start: start - 200 * minute,
    end: start,
    practitioner: 'nwosu',
    ward: 'emergency',
    reason: illness.presentation,
  });
  const ending = end === undefined ? {} : { end };
  const encounter = recordEncounter(context, {
    kind: 'admission',
    start,
    ...ending,
    practitioner: consultant,
    specialty: illness.specialty,
    ...bed,
    reason: illness.presentation,
    ...(fact.died === true ? { died: true } : {}),
  });
  const diagnosis = recordCondition(context, {
    code: illness.code,
    display: illness.display,
    onset: ukDate(start),
    recorded: start + 3 * hour,
    recorder: lead,
    encounter,
    category: end === undefined ? 'problem-list-item' : 'encounter-diagnosis',
    ...(end === undefined || fact.died === true ? {} : { resolved: ukDate(end + 5 * day) }),
  });
  const severity = fact.severity ?? passing(fact, context.now);
  observe(life, fact, encounter, severity);
  testBlood(life, fact, encounter, severity, lead);
  for (const medicine of illness.medicines) {
    if (life.medicines.includes(medicine)) continue;
    const status = end === undefined ? {} : ({ status: 'completed', ended: end } as const);
    recordMedication(context, {
      medicine,
      authored: start + 2 * hour,
      requester: lead,
      setting: 'inpatient',
      encounter,
      reason: diagnosis,
      ...status,
    });
  }
  if (illness.procedure !== undefined) {
    const performed = Math.min(context.now - hour, start + context.random.integer(3, 20) * hour);
    recordProcedure(context, { ...illness.procedure, performed, performer: lead, encounter, reason: diagnosis });
  }
  if (end === undefined) {
    recordCareTeam(context, {
      name: `${illness.display}: team on the ward`,
      since: start,
      encounter,
      members: [
        { practitioner: consultant, role: 'Consultant' },
        { practitioner: nurseFor(illness.specialty), role: 'Named nurse' },
      ],
    });
  } else fileDischargeSummary(life, { ...fact, end, encounter, consultant });
  return encounter;
}

function passing(fact: StayFact, now: number): (at: number) => number {
  const length = Math.max(2 * day, (fact.end ?? now + 2 * day) - fact.start);
  return (at) => Math.max(0.05, 1 - (at - fact.start) / length);
}

function observe(life: Life, fact: StayFact, encounter: ResourceReference, severity: (at: number) => number): void {
  const performer = practitionerReference(nurseFor(fact.illness.specialty));
  for (const [place, at] of fact.observed.entries()) {
    const signs = life.vitalSigns(scaled(fact.illness.effect, severity(at)));
    recordVitalSigns(life.context, { at, performer, encounter }, fact.gaps?.(signs, place) ?? signs);
  }
}

function testBlood(
  life: Life,
  fact: StayFact,
  encounter: ResourceReference,
  severity: (at: number) => number,
  owner: ResourceReference,
): void {
  const { context, laboratory } = life;
  const { illness, start, end } = fact;
  const last = (end ?? context.now) - 3 * hour;
  const times = last - start > day ? [start - hour, last] : [start - hour];
  for (const collected of times) {
    for (const panel of panelsFor(illness, context.age)) {
      const values = laboratory.draw(panel, collected, scaled(illness.effect, severity(collected)), illness.key);
      tellReport(context, { panel, collected, values, owner, encounter });
    }
  }
}
