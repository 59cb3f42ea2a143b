import { conceptText } from '../json/concept-text.ts';
import { field, isTrue, listField, lookUp } from '../json/read-json.ts';

/** Which list a medicine belongs to. A medicine is on exactly one. */
export type MedicineGroup = 'current' | 'past' | 'planned' | 'mistaken';

/** The status of a medicine in words. */
export type MedicineStatus = {
  /** Never empty. */
  readonly word: string;
  readonly group: MedicineGroup;
  /** The word must stand out: the medicine is in the list, but not as one would think. */
  readonly standsOut: boolean;
  /** Why, if recorded: "Rising creatinine". */
  readonly reason: string | undefined;
};

type Entry = readonly [word: string, group: MedicineGroup, standsOut: boolean];

const statuses: Readonly<Record<string, Entry>> = {
  active: ['Current', 'current', false],
  'on-hold': ['Suspended', 'current', true],
  unknown: ['Status not known', 'current', true],
  draft: ['Not yet signed', 'planned', true],
  intended: ['Planned', 'planned', false],
  completed: ['Completed', 'past', false],
  stopped: ['Stopped', 'past', true],
  cancelled: ['Cancelled', 'past', true],
  'not-taken': ['Not taken', 'past', true],
  'entered-in-error': ['Entered in error', 'mistaken', true],
};

/** What FHIR calls a suggestion, an intention or one choice of several: nobody has ordered it. */
const notOrdered = new Set(['proposal', 'plan', 'option']);

const missing: Entry = ['Status not recorded', 'current', true];

/**
 * The status of a MedicationRequest or MedicationStatement. A suspended medicine stays current and stands out; a
 * status that is missing or not known counts as current, because hiding a medicine is the greater danger. A request
 * that something should *not* be given says so before anything else, and one that nobody has ordered yet is not current.
 */
export function medicineStatus(resource: unknown): MedicineStatus {
  const [word, group, standsOut] = ofIntent(resource, lookUp(statuses, field(resource, 'status')) ?? missing);
  const reasons = listField(resource, 'statusReason');
  const reason =
    reasons
      .map(conceptText)
      .filter((text) => text !== undefined)
      .join(', ') || undefined;
  if (isTrue(resource, 'doNotPerform')) {
    const prefix = group === 'current' && word === 'Current' ? 'Do not give' : `Do not give (${word.toLowerCase()})`;
    return { word: prefix, group, standsOut: true, reason };
  }
  return { word, group, standsOut, reason };
}

function ofIntent(resource: unknown, entry: Entry): Entry {
  const intent = field(resource, 'intent');
  const suggested = typeof intent === 'string' && notOrdered.has(intent) && entry[1] === 'current';
  return suggested ? [`Proposed, not prescribed (${entry[0].toLowerCase()})`, 'planned', true] : entry;
}
