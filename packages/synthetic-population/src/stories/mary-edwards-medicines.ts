import type { PatientContext } from '../clinical/patient-context.ts';
import { recordMedication } from '../clinical/record-medication.ts';
import { practitionerReference } from '../organisations/directory.ts';
import { hour } from '../time/durations.ts';
import type { MaryStay } from './mary-edwards-admission.ts';
import { cardiologyClinic, type MaryBackground } from './mary-edwards-background.ts';

/** Four current medicines (one suspended), warfarin stopped yesterday, an old antibiotic course. */
export function tellMaryMedicines(context: PatientContext, stay: MaryStay, background: MaryBackground): void {
  const { encounter, start } = stay;
  const general = practitionerReference('elm1');
  const consultant = practitionerReference('okafor');
  const reason = background.atrialFibrillation;
  recordMedication(context, {
    medicine: 'amlodipine',
    authored: cardiologyClinic,
    requester: general,
    setting: 'community',
  });
  recordMedication(context, {
    medicine: 'ramipril',
    authored: cardiologyClinic,
    requester: general,
    setting: 'community',
    status: 'on-hold',
    statusReason: 'Rising creatinine',
    note: 'Suspended by the acute trust; review when kidney function has recovered.',
  });
  const switched = start + 3 * hour;
  const warfarin = recordMedication(context, {
    medicine: 'warfarin',
    authored: Date.UTC(2019, 4, 21, 11),
    requester: general,
    setting: 'community',
    status: 'stopped',
    statusReason: 'Unstable INR: changed to apixaban',
    ended: switched,
    reason,
  });
  recordMedication(context, {
    medicine: 'apixaban',
    authored: switched,
    requester: consultant,
    setting: 'inpatient',
    encounter,
    reason,
    replaces: warfarin,
    note: 'New this admission, replaces warfarin.',
  });
  recordMedication(context, {
    medicine: 'paracetamol',
    authored: start + hour,
    requester: practitionerReference('nwosu'),
    setting: 'inpatient',
    encounter,
  });
  recordMedication(context, {
    medicine: 'doxycycline',
    authored: Date.UTC(2021, 11, 9, 15),
    requester: general,
    setting: 'community',
    status: 'completed',
    ended: Date.UTC(2021, 11, 16),
  });
}
