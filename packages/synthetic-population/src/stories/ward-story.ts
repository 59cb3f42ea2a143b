import type { PatientContext } from '../clinical/patient-context.ts';
import { recordCareTeam } from '../clinical/record-care-team.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import type { AcuteCondition } from '../data/acute-conditions.ts';
import type { Bed } from '../life/life-options.ts';
import { consultantFor, nurseFor, practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDate } from '../time/uk-date-time.ts';

/** An admission in progress for a story that writes its own observations. */
export interface WardStay {
  readonly encounter: ResourceReference;
  readonly nurse: ResourceReference;
  readonly consultant: ResourceReference;
}

/** Admission, diagnosis and team; nothing else. @param start milliseconds */
export function admit(context: PatientContext, illness: AcuteCondition, bed: Bed, start: number): WardStay {
  const practitioner = consultantFor(illness.specialty);
  const named = nurseFor(illness.specialty);
  const encounter = recordEncounter(context, {
    kind: 'admission',
    start,
    practitioner,
    specialty: illness.specialty,
    ...bed,
    reason: illness.presentation,
  });
  const consultant = practitionerReference(practitioner);
  recordCondition(context, {
    code: illness.code,
    display: illness.display,
    onset: ukDate(start),
    recorded: start,
    recorder: consultant,
    encounter,
  });
  recordCareTeam(context, {
    name: `${illness.display}: team on the ward`,
    since: start,
    encounter,
    members: [
      { practitioner, role: 'Consultant' },
      { practitioner: named, role: 'Named nurse' },
    ],
  });
  return { encounter, nurse: practitionerReference(named), consultant };
}
