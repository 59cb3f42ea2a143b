import type { MedicineDescription, Source } from '@baseplate-epr/clinical-format';
import type { Medication, MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';

/** One line of a list of medicines: a prescription, or what somebody said is taken. */
export interface MedicineEntry {
  readonly resource: MedicationRequest | MedicationStatement;
  /** The product, where the prescription points at one that is kept apart. */
  readonly medication: Medication | undefined;
  readonly description: MedicineDescription;
  readonly source: Source;
  /** FHIR dates; absent where nobody wrote one. */
  readonly started: string | undefined;
  readonly ended: string | undefined;
  /** Prescribed in the stay that is under way. */
  readonly thisAdmission: boolean;
  /** Name of the medicine it replaces, in lower case; of the same name where only the dose or form was changed. */
  readonly replaces: string | undefined;
}
