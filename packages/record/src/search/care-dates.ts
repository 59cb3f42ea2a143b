import type { Bound, Predicate } from '@baseplate-epr/contracts';
import { allOf, anyOf } from '../access/combine-predicates.ts';

/** Care in `[low, high)`, in milliseconds since 1970; an end that is absent is open. */
export interface CareDates {
  readonly low?: number;
  readonly high?: number;
}

/** The date parameters that say when care was given, by type; of several the first that a resource has counts. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  AdverseEvent: ['date'],
  Appointment: ['date'],
  CarePlan: ['date'],
  CareTeam: ['date'],
  ChargeItem: ['occurrence'],
  ClinicalImpression: ['date'],
  Communication: ['sent', 'received'],
  CommunicationRequest: ['occurrence', 'authored'],
  Composition: ['period', 'date'],
  Consent: ['period'],
  DetectedIssue: ['identified'],
  DeviceRequest: ['event-date', 'authored-on'],
  DiagnosticReport: ['date'],
  DocumentReference: ['period', 'date'],
  Encounter: ['date'],
  EpisodeOfCare: ['date'],
  Flag: ['date'],
  ImagingStudy: ['started'],
  Immunization: ['date'],
  ImmunizationEvaluation: ['date'],
  ImmunizationRecommendation: ['date'],
  MeasureReport: ['period'],
  Media: ['created'],
  MedicationAdministration: ['effective-time'],
  MedicationDispense: ['whenhandedover', 'whenprepared'],
  MedicationRequest: ['date', 'authoredon'],
  MedicationStatement: ['effective'],
  NutritionOrder: ['datetime'],
  Observation: ['date'],
  Procedure: ['date'],
  QuestionnaireResponse: ['authored'],
  RequestGroup: ['authored'],
  RiskAssessment: ['date'],
  ServiceRequest: ['occurrence', 'authored'],
  Specimen: ['collected'],
  SupplyRequest: ['date'],
  VisionPrescription: ['datewritten'],
};

/**
 * What belongs to care in a range of dates, as `start` and `end` of `$everything` mean it: "The date range relates to care dates, not
 * record currency dates". What has no date of care stays in: who the patient is, allergies, and whatever does not say when it was. A
 * problem counts from its onset until it has abated.
 */
export function careDatesPredicate(dates: CareDates): Predicate {
  const named = [...Object.keys(parameters), 'Condition'];
  return anyOf([
    { kind: 'not', predicate: { kind: 'type', types: named } },
    ...Object.entries(parameters).map(([type, names]) => ofType(type, whenGiven(names, dates))),
    ofType(
      'Condition',
      allOf([
        unlessMissing('onset-date', boundsOf({ ...(dates.high === undefined ? {} : { high: dates.high }) })),
        unlessMissing('abatement-date', boundsOf({ ...(dates.low === undefined ? {} : { low: dates.low }) })),
      ]),
    ),
  ]);
}

function ofType(type: string, where: Predicate): Predicate {
  return allOf([{ kind: 'type', types: [type] }, where]);
}

function whenGiven([first, ...others]: readonly string[], dates: CareDates): Predicate {
  if (first === undefined) return { kind: 'all' };
  return anyOf([range(first, boundsOf(dates)), allOf([missing(first), whenGiven(others, dates)])]);
}

function unlessMissing(parameter: string, bounds: readonly Bound[]): Predicate {
  return bounds.length === 0 ? { kind: 'all' } : anyOf([missing(parameter), range(parameter, bounds)]);
}

/** Entries `[low, high)` that overlap the dates. */
function boundsOf({ low, high }: CareDates): readonly Bound[] {
  return [
    ...(low === undefined ? [] : [{ end: 'high', operator: '>', value: low } as const]),
    ...(high === undefined ? [] : [{ end: 'low', operator: '<', value: high } as const]),
  ];
}

function range(parameter: string, bounds: readonly Bound[]): Predicate {
  return { kind: 'range', entry: 'date', parameter, bounds };
}

function missing(parameter: string): Predicate {
  return { kind: 'missing', parameter, entry: 'date', missing: true };
}
