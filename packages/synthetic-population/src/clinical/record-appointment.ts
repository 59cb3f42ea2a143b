import { words } from '../codes/concept.ts';
import { type Specialty, specialties } from '../data/specialties.ts';
import { wardReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { minute } from '../time/durations.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** A booked meeting. */
export interface AppointmentFact {
  readonly start: number;
  readonly minutes: number;
  readonly specialty?: Specialty;
  readonly practitioner: ResourceReference;
  readonly status: 'booked' | 'fulfilled' | 'noshow' | 'cancelled';
  readonly description: string;
  /** When it was booked. */
  readonly created: number;
}

/** Writes an Appointment by UK Core in the outpatient department. */
export function recordAppointment(context: PatientContext, fact: AppointmentFact): void {
  const cancelled = fact.status === 'cancelled';
  const accepted = { required: 'required', status: 'accepted' } as const;
  context.collector.add({
    resourceType: 'Appointment',
    status: fact.status,
    ...(cancelled ? { cancelationReason: words('Cancelled by the patient') } : {}),
    ...(fact.specialty === undefined ? {} : { specialty: [words(specialties[fact.specialty].title)] }),
    description: fact.description,
    start: ukDateTime(fact.start),
    end: ukDateTime(fact.start + fact.minutes * minute),
    minutesDuration: fact.minutes,
    created: ukDateTime(fact.created),
    participant: [
      { actor: context.patient, ...accepted },
      { actor: fact.practitioner, ...accepted },
      { actor: wardReference('outpatients'), ...accepted },
    ],
  });
}
