/** One FHIR transaction of a population. */
export interface PopulationBundle {
  /** `organisations` comes first, once; then each `patient`. */
  readonly kind: 'organisations' | 'patient';
  /** 0 for the organisations; patients count from 1. */
  readonly index: number;
  /**
   * JSON text of a FHIR R4 Bundle of type `transaction`. Every entry is a `PUT Type/<uuid>`, so doing it again changes
   * nothing; every reference is relative, and points into the same bundle or into the bundle of the organisations.
   */
  readonly text: string;
  /** How many resources the bundle holds. */
  readonly resources: number;
}
