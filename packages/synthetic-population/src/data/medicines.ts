import type { MedicineRoute } from './medicine-routes.ts';

/** A product as it is prescribed, with its usual dose. */
export interface Medicine {
  /** Name, strength and form in the order of dm+d, e.g. `Amlodipine 5mg tablets`. */
  readonly name: string;
  /** What stands before the dose on a screen, where that is more than the name before its first figure. */
  readonly product?: string;
  /** The form, where it is not the same as `unit`. */
  readonly form?: string;
  /** One unit of the form, e.g. `tablet`. */
  readonly unit: string;
  readonly dose: number;
  /** UCUM code or unit word of the dose. */
  readonly doseUnit: string;
  readonly route: MedicineRoute;
  /** Doses in one `period`. */
  readonly frequency: number;
  readonly period?: number;
  readonly periodUnit?: 'h' | 'd' | 'wk' | 'mo';
  readonly asNeeded?: string;
  readonly when?: 'MORN' | 'NIGHT' | 'PCM';
  /** dm+d code, only where a published example shows it. */
  readonly code?: string;
}

const once = { route: 'oral', frequency: 1 } as const;
const twice = { route: 'oral', frequency: 2 } as const;
const tablet = { unit: 'tablet', doseUnit: 'mg' } as const;
const capsule = { unit: 'capsule', doseUnit: 'mg' } as const;

/** Every medicine the population uses, by a short key. */
export const medicines = {
  amlodipine: { name: 'Amlodipine 5mg tablets', dose: 5, ...tablet, ...once },
  ramipril: { name: 'Ramipril 5mg capsules', dose: 5, ...capsule, ...once },
  losartan: { name: 'Losartan 50mg tablets', dose: 50, ...tablet, ...once },
  bisoprolol: { name: 'Bisoprolol 2.5mg tablets', dose: 2.5, ...tablet, ...once },
  furosemide: { name: 'Furosemide 40mg tablets', dose: 40, ...tablet, ...once, when: 'MORN', code: '317972000' },
  spironolactone: { name: 'Spironolactone 25mg tablets', dose: 25, ...tablet, ...once },
  atorvastatin: { name: 'Atorvastatin 20mg tablets', dose: 20, ...tablet, ...once, when: 'NIGHT' },
  atorvastatinHigh: { name: 'Atorvastatin 80mg tablets', dose: 80, ...tablet, ...once, when: 'NIGHT' },
  aspirin: { name: 'Aspirin 75mg dispersible tablets', form: 'dispersible tablet', dose: 75, ...tablet, ...once },
  clopidogrel: { name: 'Clopidogrel 75mg tablets', dose: 75, ...tablet, ...once },
  warfarin: { name: 'Warfarin 3mg tablets', dose: 3, ...tablet, ...once },
  apixaban: { name: 'Apixaban 5mg tablets', dose: 5, ...tablet, ...twice },
  digoxin: { name: 'Digoxin 125microgram tablets', dose: 125, unit: 'tablet', doseUnit: 'microgram', ...once },
  metformin: { name: 'Metformin 500mg tablets', dose: 500, ...tablet, ...twice },
  gliclazide: { name: 'Gliclazide 80mg tablets', dose: 80, ...tablet, ...twice },
  insulin: {
    name: 'Insulin glargine 100units/ml solution for injection 3ml pre-filled pens',
    dose: 18,
    unit: 'pre-filled pen',
    doseUnit: 'unit',
    route: 'subcutaneous',
    frequency: 1,
    when: 'NIGHT',
  },
  levothyroxine: {
    name: 'Levothyroxine sodium 100microgram tablets',
    dose: 100,
    unit: 'tablet',
    doseUnit: 'microgram',
    ...once,
    when: 'MORN',
  },
  salbutamol: {
    name: 'Salbutamol 100micrograms/dose inhaler CFC free',
    product: 'Salbutamol 100 micrograms/dose',
    dose: 2,
    unit: 'inhaler',
    doseUnit: 'puff',
    route: 'inhaled',
    frequency: 4,
    asNeeded: 'breathlessness or wheeze',
    code: '39113611000001102',
  },
  beclometasone: {
    name: 'Beclometasone 100micrograms/dose inhaler CFC free',
    product: 'Beclometasone 100 micrograms/dose',
    dose: 2,
    unit: 'inhaler',
    doseUnit: 'puff',
    route: 'inhaled',
    frequency: 2,
  },
  tiotropium: {
    name: 'Tiotropium bromide 18microgram inhalation powder capsules',
    form: 'inhalation powder capsule',
    dose: 18,
    unit: 'capsule',
    doseUnit: 'microgram',
    route: 'inhaled',
    frequency: 1,
  },
  budesonide: {
    name: 'Budesonide 200micrograms/dose dry powder inhaler',
    product: 'Budesonide 200 micrograms/dose',
    form: 'dry powder inhaler',
    dose: 1,
    unit: 'inhaler',
    doseUnit: 'puff',
    route: 'inhaled',
    frequency: 2,
    code: '320567001',
  },
  prednisolone: { name: 'Prednisolone 5mg tablets', dose: 30, ...tablet, ...once, when: 'MORN' },
  omeprazole: {
    name: 'Omeprazole 20mg gastro-resistant capsules',
    form: 'gastro-resistant capsule',
    dose: 20,
    ...capsule,
    ...once,
  },
  lansoprazole: {
    name: 'Lansoprazole 30mg gastro-resistant capsules',
    form: 'gastro-resistant capsule',
    dose: 30,
    ...capsule,
    ...once,
  },
  sertraline: { name: 'Sertraline 50mg tablets', dose: 50, ...tablet, ...once },
  citalopram: { name: 'Citalopram 20mg tablets', dose: 20, ...tablet, ...once },
  amitriptyline: { name: 'Amitriptyline 10mg tablets', dose: 10, ...tablet, ...once, when: 'NIGHT' },
  paracetamol: {
    name: 'Paracetamol 500mg tablets',
    dose: 1,
    unit: 'tablet',
    doseUnit: 'g',
    route: 'oral',
    frequency: 4,
    asNeeded: 'pain or fever',
  },
  paracetamolChild: {
    name: 'Paracetamol 120mg/5ml oral suspension paediatric',
    form: 'oral suspension',
    dose: 120,
    unit: 'ml',
    doseUnit: 'mg',
    route: 'oral',
    frequency: 4,
    asNeeded: 'pain or fever',
  },
  coCodamol: {
    name: 'Co-codamol 30mg/500mg tablets',
    product: 'Co-codamol 30 mg/500 mg',
    dose: 2,
    unit: 'tablet',
    doseUnit: 'tablet',
    route: 'oral',
    frequency: 4,
    asNeeded: 'pain',
    code: '322341003',
  },
  naproxen: { name: 'Naproxen 250mg tablets', dose: 250, ...tablet, ...twice },
  morphine: {
    name: 'Morphine 10mg/5ml oral solution',
    form: 'oral solution',
    dose: 5,
    unit: 'ml',
    doseUnit: 'mg',
    route: 'oral',
    frequency: 6,
    asNeeded: 'severe pain',
  },
  alendronicAcid: {
    name: 'Alendronic acid 70mg tablets',
    dose: 70,
    ...tablet,
    route: 'oral',
    frequency: 1,
    periodUnit: 'wk',
  },
  calciumVitaminD: {
    name: 'Colecalciferol 400unit / Calcium carbonate 1.5g chewable tablets',
    product: 'Colecalciferol 400 units with calcium carbonate 1.5 g',
    form: 'chewable tablet',
    dose: 1,
    unit: 'tablet',
    doseUnit: 'tablet',
    route: 'oral',
    frequency: 2,
  },
  folicAcid: { name: 'Folic acid 5mg tablets', dose: 5, ...tablet, ...once },
  folicAcidPregnancy: {
    name: 'Folic acid 400microgram tablets',
    dose: 400,
    unit: 'tablet',
    doseUnit: 'microgram',
    ...once,
  },
  ferrousFumarate: { name: 'Ferrous fumarate 210mg tablets', dose: 210, ...tablet, ...twice },
  methotrexate: {
    name: 'Methotrexate 2.5mg tablets',
    dose: 15,
    ...tablet,
    route: 'oral',
    frequency: 1,
    periodUnit: 'wk',
  },
  tamsulosin: {
    name: 'Tamsulosin 400microgram modified-release capsules',
    form: 'modified-release capsule',
    dose: 400,
    unit: 'capsule',
    doseUnit: 'microgram',
    ...once,
  },
  donepezil: { name: 'Donepezil 10mg tablets', dose: 10, ...tablet, ...once, when: 'NIGHT' },
  lamotrigine: { name: 'Lamotrigine 100mg tablets', dose: 100, ...tablet, ...twice },
  coCareldopa: {
    name: 'Co-careldopa 25mg/100mg tablets',
    product: 'Co-careldopa 25 mg/100 mg',
    dose: 1,
    unit: 'tablet',
    doseUnit: 'tablet',
    route: 'oral',
    frequency: 3,
  },
  amoxicillin: {
    name: 'Amoxicillin 500mg capsules',
    dose: 500,
    ...capsule,
    route: 'oral',
    frequency: 3,
    code: '39732411000001106',
  },
  amoxicillinChild: {
    name: 'Amoxicillin 250mg capsules',
    dose: 250,
    ...capsule,
    route: 'oral',
    frequency: 3,
    code: '39732311000001104',
  },
  clarithromycin: { name: 'Clarithromycin 500mg tablets', dose: 500, ...tablet, ...twice, code: '41946511000001109' },
  doxycycline: { name: 'Doxycycline 100mg capsules', dose: 100, ...capsule, ...once, code: '41948311000001104' },
  nitrofurantoin: {
    name: 'Nitrofurantoin 100mg modified-release capsules',
    form: 'modified-release capsule',
    dose: 100,
    ...capsule,
    ...twice,
  },
  ciprofloxacin: { name: 'Ciprofloxacin 500mg tablets', dose: 500, ...tablet, ...twice, code: '39687811000001107' },
  ceftriaxone: {
    name: 'Ceftriaxone 1g powder for solution for injection vials',
    dose: 1,
    unit: 'vial',
    doseUnit: 'g',
    route: 'intravenous',
    frequency: 1,
  },
  gentamicin: {
    name: 'Gentamicin 80mg/2ml solution for injection ampoules',
    dose: 320,
    unit: 'ampoule',
    doseUnit: 'mg',
    route: 'intravenous',
    frequency: 1,
  },
  enoxaparin: {
    name: 'Enoxaparin sodium 40mg/0.4ml solution for injection pre-filled syringes',
    dose: 40,
    unit: 'pre-filled syringe',
    doseUnit: 'mg',
    route: 'subcutaneous',
    frequency: 1,
  },
  cetirizine: { name: 'Cetirizine 10mg tablets', dose: 10, ...tablet, ...once, asNeeded: 'itching or hay fever' },
  senna: { name: 'Senna 7.5mg tablets', dose: 15, ...tablet, ...once, when: 'NIGHT' },
  emollient: {
    name: 'White soft paraffin 50% / Liquid paraffin 50% ointment',
    product: 'White soft paraffin 50% with liquid paraffin 50%',
    form: 'ointment',
    dose: 1,
    unit: 'g',
    doseUnit: 'application',
    route: 'topical',
    frequency: 3,
  },
  haloperidol: {
    name: 'Haloperidol 500microgram capsules',
    dose: 500,
    unit: 'capsule',
    doseUnit: 'microgram',
    route: 'oral',
    frequency: 2,
  },
} as const satisfies Readonly<Record<string, Medicine>>;

/** Short name of a medicine in {@link medicines}. */
export type MedicineKey = keyof typeof medicines;
