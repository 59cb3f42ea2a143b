import { lookUp } from '../json/read-json.ts';

/**
 * The words for something that is not shown. Absence is never silence, and these are never mixed up: nobody wrote it
 * down, nobody asked, it is kept from this reader, or the place that holds it did not answer.
 */
export const absence = {
  /** Nothing was written down. */
  notRecorded: 'Not recorded',
  /** The question was not put. */
  notAsked: 'Not asked',
  /** It exists, or may exist, and this reader may not see it. */
  withheld: 'Withheld',
  /** The system that holds it did not answer, so nothing is known. */
  sourceUnavailable: 'Source unavailable',
} as const;

/** One of the {@link absence} words. */
export type AbsenceWord = (typeof absence)[keyof typeof absence];

const reasons: Readonly<Record<string, AbsenceWord>> = {
  'not-asked': absence.notAsked,
  masked: absence.withheld,
  error: absence.sourceUnavailable,
};

/**
 * The word for a FHIR data-absent-reason code (`masked` is "Withheld", `not-asked` is "Not asked", `error` is
 * "Source unavailable"); "Not recorded" for every other code and for none.
 *
 * @see https://hl7.org/fhir/R4/valueset-data-absent-reason.html
 */
export function absenceWord(dataAbsentReason?: unknown): AbsenceWord {
  return lookUp(reasons, dataAbsentReason) ?? absence.notRecorded;
}
