import type { Predicate, Query } from '@baseplate-epr/contracts';
import type { Draft } from './drafts.ts';
import { date, reference, token } from './entries.ts';

/** Something that happens between asking and asking again. */
export type Happening =
  | { readonly write: readonly Draft[] }
  /** Entries of a version are replaced. */
  | { readonly index: Required<Pick<Draft, 'type' | 'id' | 'version' | 'entries'>> };

/** Questions that are asked twice at first, and after each thing that happens. */
export interface AgainRow {
  readonly name: string;
  readonly begin: readonly Draft[];
  readonly questions: readonly Query[];
  readonly happenings: readonly Happening[];
}

/** The compartments of what lies in the patient's chart. */
export const here = ['Patient/p'];
/** Everything in the patient's compartment. */
export const ofPatient: Predicate = { kind: 'compartment', type: 'Patient', ids: ['p'] };
/** What refers to the patient. */
export const subject: Predicate = { kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p' };
/** A reference to the patient, or to anything else with the same id. */
export const anyPatient: Predicate = { kind: 'reference', parameter: 'patient', id: 'p' };
/** What has this code. */
export const coded = (code: string): Predicate => ({ kind: 'token', parameter: 'code', code });
/** All of these. */
export const both = (...predicates: Predicate[]): Predicate => ({ kind: 'and', predicates });
/** Asks for the whole chart. */
export const everything: Query = { types: [], where: ofPatient, count: 20 };

/** Whose chart it is. */
export const patient: Draft = { type: 'Patient', id: 'p', compartments: here };
/** An observation of the patient. */
export function observation(id: string, version: number, more: Partial<Draft> & { readonly day?: number } = {}): Draft {
  const { day = 1, entries = [], deleted = false, ...rest } = more;
  const own = [token('code', 'c'), date('date', day * 1000), reference('patient', 'Patient/p'), ...entries];
  return { type: 'Observation', id, version, compartments: here, deleted, entries: deleted ? [] : own, ...rest };
}

/** The encounter of the chart, with a code and where it lies. */
export function encounter(version: number, code: string, compartments: readonly string[]): Draft {
  return { type: 'Encounter', id: 'l', version, compartments, entries: [token('code', code)] };
}
