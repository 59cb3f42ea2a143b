import type {
  AllergyIntolerance,
  Appointment,
  Binary,
  CarePlan,
  CareTeam,
  Composition,
  Condition,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Flag,
  Immunization,
  List,
  Location,
  MedicationRequest,
  Observation,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
  Procedure,
  RelatedPerson,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import type { Code } from '../codes/concept.ts';
import type { RawJson } from './raw-json.ts';
import type { ResourceReference } from './resource-reference.ts';

/** An extension with one of the values this package writes. */
export interface WrittenExtension {
  readonly url: string;
  readonly extension?: readonly WrittenExtension[];
  readonly valueCodeableConcept?: { readonly coding?: readonly Code[]; readonly text?: string };
  readonly valueDateTime?: string;
  readonly valueBoolean?: boolean;
}

/** Elements that a population never writes. Left out, they keep the types small enough to compare. */
type Unwritten = 'meta' | 'contained' | 'text' | 'implicitRules' | 'language';

/**
 * A FHIR type as we write it: read-only, any number may keep its digits, references are relative, and extensions are
 * those of {@link WrittenExtension}.
 */
export type Written<T> = T extends number
  ? number | RawJson
  : T extends string | boolean | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Written<Item>[]
      : 'reference' extends keyof T
        ? Partial<ResourceReference>
        : 'valueBase64Binary' extends keyof T
          ? WrittenExtension
          : 'resourceType' extends keyof T
            ? { readonly [Key in keyof T as Exclude<Key, Unwritten>]: Written<T[Key]> }
            : { readonly [Key in keyof T]: Written<T[Key]> };

/** The resource types a population is made of. The collector gives each its id. */
export type WritableResource = Written<
  | AllergyIntolerance
  | Appointment
  | Binary
  | CarePlan
  | CareTeam
  | Composition
  | Condition
  | DiagnosticReport
  | DocumentReference
  | Encounter
  | Flag
  | Immunization
  | List
  | Location
  | MedicationRequest
  | Observation
  | Organization
  | Patient
  | Practitioner
  | PractitionerRole
  | Procedure
  | RelatedPerson
  | ServiceRequest
  | Task
>;
