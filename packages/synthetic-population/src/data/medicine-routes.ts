import { type Code, snomed } from '../codes/concept.ts';

/** How a medicine is taken. */
export type MedicineRoute = 'oral' | 'inhaled' | 'subcutaneous' | 'intravenous' | 'intramuscular' | 'topical';

/** SNOMED CT codes of the routes. */
export const medicineRoutes: Readonly<Record<MedicineRoute, Required<Code>>> = {
  oral: snomed('26643006', 'Oral'),
  inhaled: snomed('18679011000001101', 'Inhalation'),
  subcutaneous: snomed('34206005', 'Subcutaneous route'),
  intravenous: snomed('47625008', 'Intravenous route'),
  intramuscular: snomed('78421000', 'Intramuscular route'),
  topical: snomed('6064005', 'Topical route'),
};
