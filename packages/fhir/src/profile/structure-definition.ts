import type { ConstraintNode } from './constraint-node.ts';

/** Where an extension may stand: https://hl7.org/fhir/R4/defining-extensions.html#context */
export interface ExtensionContext {
  readonly type: 'element' | 'extension' | 'fhirpath';
  readonly expression: string;
}

/** A StructureDefinition that constrains a type, read. */
export interface ProfileDefinition {
  readonly url: string;
  readonly version: string | undefined;
  /** The type it constrains: `Patient`, `Extension`, `Quantity`. */
  readonly type: string;
  /** Canonical URL of what it builds on. */
  readonly base: string;
  readonly abstract: boolean;
  /** True for an extension that changes the meaning of what it stands in: https://hl7.org/fhir/R4/defining-extensions.html */
  readonly isModifier: boolean;
  readonly contexts: readonly ExtensionContext[];
  /** FHIRPath on the element that carries the extension. */
  readonly contextInvariants: readonly string[];
  /** What the differential says, or the whole snapshot where there is no differential. */
  readonly tree: ConstraintNode;
  /** True when `tree` is a snapshot, and so says what its base says too. */
  readonly complete: boolean;
}
