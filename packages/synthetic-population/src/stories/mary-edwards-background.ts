import type { PatientContext } from '../clinical/patient-context.ts';
import { recordAllergy } from '../clinical/record-allergy.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordFlag } from '../clinical/record-flag.ts';
import { recordImmunization } from '../clinical/record-immunization.ts';
import { recordProcedure } from '../clinical/record-procedure.ts';
import { anaphylaxis } from '../data/allergens.ts';
import { coronavirusVaccination, influenzaVaccination } from '../data/vaccines.ts';
import { organisationReference, practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { day, hour, minute } from '../time/durations.ts';

/** 3 February 2024, when the cardiologist found the long QT interval. */
export const cardiologyClinic: number = Date.UTC(2024, 1, 3, 10, 30);

/** Problems that medicines refer to. */
export interface MaryBackground {
  readonly atrialFibrillation: ResourceReference;
}

/** Problems, allergy, alert, vaccinations and earlier contacts. */
export function tellMaryBackground(context: PatientContext): MaryBackground {
  const surgeon = practitionerReference('elm1');
  const cardiologist = practitionerReference('harrington');
  const diagnosed = Date.UTC(2019, 4, 14, 11);
  const atrialFibrillation = recordCondition(context, {
    code: '49436004',
    display: 'Atrial fibrillation',
    onset: '2019',
    recorded: diagnosed,
    recorder: surgeon,
  });
  const clinic = recordEncounter(context, {
    kind: 'outpatient',
    start: cardiologyClinic,
    end: cardiologyClinic + 30 * minute,
    specialty: 'cardiology',
    practitioner: 'harrington',
    ward: 'outpatients',
    reason: 'Palpitations and a faint',
  });
  recordCondition(context, {
    code: '9651007',
    display: 'Long QT syndrome',
    onset: '2024-02-03',
    recorded: cardiologyClinic,
    recorder: cardiologist,
    encounter: clinic,
    note: 'QTc 492 ms on two tracings. Avoid medicines that prolong the QT interval.',
  });
  recordCondition(context, {
    code: '233604007',
    display: 'Pneumonia',
    onset: '2021-12-09',
    resolved: '2022-01-11',
    recorded: Date.UTC(2021, 11, 9),
    recorder: surgeon,
  });
  recordFlag(context, {
    text: 'Heart condition: long QT syndrome',
    category: 'clinical',
    since: cardiologyClinic,
    author: cardiologist,
    encounter: clinic,
  });
  recordFlag(context, {
    text: 'Penicillin anaphylaxis',
    category: 'safety',
    since: cardiologyClinic,
    author: cardiologist,
  });
  recordProcedure(context, {
    code: '433236007',
    display: 'Transthoracic echocardiography',
    performed: cardiologyClinic + 90 * minute,
    performer: cardiologist,
    encounter: clinic,
    outcome: 'Good left ventricular function, dilated left atrium',
  });
  recordAllergy(context, {
    allergen: { substance: 'Penicillin', code: '764146007', category: 'medication', type: 'allergy' },
    manifestation: anaphylaxis,
    recorded: cardiologyClinic,
    recorder: cardiologist,
    onset: '1988',
  });
  tellVaccinations(context);
  const anticoagulantClinic = Math.floor((context.now - 48 * day) / day) * day + 9 * hour + 30 * minute;
  recordEncounter(context, {
    kind: 'surgery',
    start: anticoagulantClinic,
    end: anticoagulantClinic + 15 * minute,
    organisation: 'elm',
    practitioner: 'elm1',
    reason: 'Anticoagulant clinic',
  });
  return { atrialFibrillation };
}

function tellVaccinations(context: PatientContext): void {
  const performer = organisationReference('elm');
  const site = 'left arm';
  for (const [dose, given] of [Date.UTC(2021, 0, 28), Date.UTC(2021, 3, 15)].entries()) {
    recordImmunization(context, { ...coronavirusVaccination, given, performer, dose: dose + 1, site });
  }
  for (let yearsAgo = 3; yearsAgo >= 1; yearsAgo--) {
    const given = context.now - (yearsAgo * 365 - 325) * day - 15 * day;
    recordImmunization(context, { ...influenzaVaccination, given, performer, dose: 4 - yearsAgo, site });
  }
}
