import type { JsonObject } from '@baseplate-epr/fhir';

/** A resource with exactly one fault, and where validation must find it. */
export interface Mutation {
  /** What was done, in a few words that are the same for all mutations of a kind. */
  readonly kind: string;
  readonly resource: JsonObject;
  /** FHIRPath of the fault. */
  readonly expression: string;
}

/** Puts a changed copy of an object in its place, and gives the whole resource. */
export type Rebuild = (changed: JsonObject) => JsonObject;
