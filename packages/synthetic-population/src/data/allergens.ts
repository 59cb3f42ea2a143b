/** What somebody is allergic to or does not tolerate, and what happens. */
export interface Allergen {
  readonly substance: string;
  readonly code?: string;
  readonly category: 'food' | 'medication' | 'environment';
  readonly type: 'allergy' | 'intolerance';
  readonly manifestations: readonly AllergyManifestation[];
  readonly weight: number;
}

/** A reaction with its SNOMED CT code and how dangerous it is. */
export interface AllergyManifestation {
  readonly code: string;
  readonly display: string;
  readonly severity: 'mild' | 'moderate' | 'severe';
}

/** Anaphylaxis. */
export const anaphylaxis: AllergyManifestation = { code: '39579001', display: 'Anaphylaxis', severity: 'severe' };
/** Urticarial rash. */
export const urticaria: AllergyManifestation = { code: '247472004', display: 'Urticarial rash', severity: 'mild' };
const angioedema: AllergyManifestation = { code: '41291007', display: 'Angioedema', severity: 'severe' };
const wheeze: AllergyManifestation = { code: '56018004', display: 'Wheezing', severity: 'moderate' };
const nausea: AllergyManifestation = { code: '422587007', display: 'Nausea', severity: 'mild' };
const vomiting: AllergyManifestation = { code: '422400008', display: 'Vomiting', severity: 'moderate' };
const sneezing: AllergyManifestation = { code: '76067001', display: 'Sneezing', severity: 'mild' };
const cough: AllergyManifestation = { code: '49727002', display: 'Cough', severity: 'mild' };

/** Most frequent first. */
export const allergens: readonly Allergen[] = [
  {
    substance: 'Penicillin',
    code: '764146007',
    category: 'medication',
    type: 'allergy',
    manifestations: [urticaria, urticaria, angioedema, anaphylaxis],
    weight: 40,
  },
  { substance: 'Ramipril', category: 'medication', type: 'intolerance', manifestations: [cough], weight: 9 },
  { substance: 'Codeine', category: 'medication', type: 'intolerance', manifestations: [nausea, vomiting], weight: 12 },
  { substance: 'Trimethoprim', category: 'medication', type: 'allergy', manifestations: [urticaria], weight: 9 },
  { substance: 'Aspirin', category: 'medication', type: 'allergy', manifestations: [wheeze, urticaria], weight: 7 },
  {
    substance: 'Erythromycin',
    category: 'medication',
    type: 'intolerance',
    manifestations: [vomiting, nausea],
    weight: 6,
  },
  {
    substance: 'Peanuts',
    code: '91935009',
    category: 'food',
    type: 'allergy',
    manifestations: [anaphylaxis, angioedema, urticaria],
    weight: 6,
  },
  {
    substance: 'Eggs',
    code: '91930004',
    category: 'food',
    type: 'allergy',
    manifestations: [urticaria, vomiting],
    weight: 3,
  },
  {
    substance: 'Shellfish',
    code: '300913006',
    category: 'food',
    type: 'allergy',
    manifestations: [urticaria, angioedema],
    weight: 5,
  },
  {
    substance: 'Latex',
    code: '300916003',
    category: 'environment',
    type: 'allergy',
    manifestations: [urticaria, wheeze],
    weight: 5,
  },
  {
    substance: 'Grass pollen',
    code: '418689008',
    category: 'environment',
    type: 'allergy',
    manifestations: [sneezing],
    weight: 8,
  },
  {
    substance: 'House dust mite',
    code: '232350006',
    category: 'environment',
    type: 'allergy',
    manifestations: [sneezing, wheeze],
    weight: 6,
  },
  {
    substance: 'Bee venom',
    code: '424213003',
    category: 'environment',
    type: 'allergy',
    manifestations: [anaphylaxis, urticaria],
    weight: 3,
  },
];
