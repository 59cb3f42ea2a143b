import type { PatientContext } from '../clinical/patient-context.ts';
import { recordAppointment } from '../clinical/record-appointment.ts';
import { recordCareTeam } from '../clinical/record-care-team.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordTask } from '../clinical/record-task.ts';
import { recordVitalSigns } from '../clinical/record-vital-signs.ts';
import type { VitalSigns } from '../clinical/vital-signs.ts';
import { practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { day, hour, minute } from '../time/durations.ts';
import { ukDate } from '../time/uk-date-time.ts';

/** The stay she is in. */
export interface MaryStay {
  readonly encounter: ResourceReference;
  readonly emergency: ResourceReference;
  readonly start: number;
}

/** Hours before now, and what was measured; NEWS2 0, 0, 0, 5, 8, 12. */
const sets: readonly (readonly [number, VitalSigns])[] = [
  [
    18,
    {
      respiratoryRate: 16,
      oxygenSaturation: 97,
      inspiredOxygen: 'air',
      systolic: 128,
      diastolic: 76,
      heartRate: 78,
      consciousness: 'alert',
      temperature: 36.8,
    },
  ],
  [
    14,
    {
      respiratoryRate: 18,
      oxygenSaturation: 96,
      inspiredOxygen: 'air',
      systolic: 124,
      diastolic: 74,
      heartRate: 84,
      consciousness: 'alert',
      temperature: 37.1,
    },
  ],
  [
    10,
    {
      respiratoryRate: 18,
      oxygenSaturation: 96,
      inspiredOxygen: 'air',
      systolic: 122,
      diastolic: 70,
      heartRate: 88,
      consciousness: 'alert',
      temperature: 37.4,
    },
  ],
  [
    6,
    {
      respiratoryRate: 21,
      oxygenSaturation: 95,
      inspiredOxygen: 'air',
      systolic: 112,
      diastolic: 66,
      heartRate: 96,
      consciousness: 'alert',
      temperature: 38.1,
    },
  ],
  [
    2,
    {
      respiratoryRate: 22,
      oxygenSaturation: 94,
      inspiredOxygen: 2,
      systolic: 104,
      diastolic: 60,
      heartRate: 108,
      consciousness: 'alert',
      temperature: 38.4,
    },
  ],
  [
    0,
    {
      respiratoryRate: 25,
      oxygenSaturation: 92,
      inspiredOxygen: 2,
      systolic: 98,
      diastolic: 58,
      heartRate: 114,
      consciousness: 'alert',
      temperature: 38.6,
    },
  ],
];

/** Emergency department, ward 7 bed 12, six sets of observations, the kidney injury, who looks after her and what is to do. */
export function tellMaryAdmission(context: PatientContext): MaryStay {
  const start = context.now - 18 * hour - 38 * minute;
  const emergency = recordEncounter(context, {
    kind: 'emergency',
    start: start - 4 * hour,
    end: start,
    practitioner: 'nwosu',
    ward: 'emergency',
    reason: 'Unwell for three days, poor intake',
  });
  const encounter = recordEncounter(context, {
    kind: 'admission',
    start,
    practitioner: 'okafor',
    specialty: 'generalMedicine',
    ward: 'ward7',
    bed: 12,
    reason: 'Unwell for three days with fever and poor intake',
  });
  const nurse = practitionerReference('lindqvist');
  for (const [hoursAgo, signs] of sets) {
    recordVitalSigns(context, { at: context.now - hoursAgo * hour, performer: nurse, encounter }, signs);
  }
  const found = context.now - 20 * minute;
  recordCondition(context, {
    code: '14669001',
    display: 'Acute kidney injury stage 2',
    onset: ukDate(context.now),
    recorded: found,
    recorder: practitionerReference('nwosu'),
    encounter,
  });
  recordCareTeam(context, {
    name: 'General medicine team, Ward 7',
    since: start,
    encounter,
    members: [
      { practitioner: 'okafor', role: 'Consultant' },
      { practitioner: 'nwosu', role: 'Resident doctor' },
      { practitioner: 'lindqvist', role: 'Named nurse' },
      { practitioner: 'sandhu', role: 'Pharmacist' },
    ],
  });
  const doctor = practitionerReference('nwosu');
  recordTask(context, {
    text: 'Repeat potassium and 12-lead ECG now',
    authored: found,
    owner: doctor,
    priority: 'asap',
    encounter,
    due: context.now + hour,
  });
  recordTask(context, {
    text: 'Urgent medical review: NEWS2 12',
    authored: found + 20 * minute,
    owner: practitionerReference('okafor'),
    priority: 'asap',
    encounter,
    due: context.now + 30 * minute,
  });
  recordTask(context, {
    text: 'Medicines reconciliation: warfarin replaced by apixaban',
    authored: start + 2 * hour,
    owner: practitionerReference('sandhu'),
    encounter,
    due: context.now + day,
  });
  recordAppointment(context, {
    start: Math.floor((context.now + 40 * day) / day) * day + 10 * hour,
    minutes: 30,
    specialty: 'cardiology',
    practitioner: practitionerReference('harrington'),
    status: 'booked',
    description: 'Cardiology follow-up',
    created: context.now - 60 * day,
  });
  return { encounter, emergency, start };
}
