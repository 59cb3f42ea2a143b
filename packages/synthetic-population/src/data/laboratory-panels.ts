import { type Code, loinc } from '../codes/concept.ts';
import type { LaboratoryTestKey } from './laboratory-tests.ts';

/** Tests that are asked for and reported together. */
export interface LaboratoryPanel {
  readonly title: string;
  readonly code: Code;
  readonly tests: readonly LaboratoryTestKey[];
  /** HL7 diagnostic service section: CH chemistry, HM haematology. */
  readonly section: 'CH' | 'HM';
}

/** Every panel, by a short key. */
export const laboratoryPanels = {
  ureaAndElectrolytes: {
    title: 'Urea and electrolytes',
    code: loinc('24326-1', 'Electrolytes 1998 panel - Serum or Plasma'),
    tests: ['sodium', 'potassium', 'urea', 'creatinine', 'filtration'],
    section: 'CH',
  },
  fullBloodCount: {
    title: 'Full blood count',
    code: loinc('58410-2', 'CBC panel - Blood by Automated count'),
    tests: ['haemoglobin', 'whiteCells', 'platelets', 'meanCellVolume', 'neutrophils'],
    section: 'HM',
  },
  liverFunction: {
    title: 'Liver function tests',
    code: loinc('24325-3', 'Hepatic function 2000 panel - Serum or Plasma'),
    tests: ['alanineTransaminase', 'alkalinePhosphatase', 'bilirubin', 'albumin'],
    section: 'CH',
  },
  reactiveProtein: {
    title: 'C-reactive protein',
    code: loinc('1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma'),
    tests: ['reactiveProtein'],
    section: 'CH',
  },
  glycatedHaemoglobin: {
    title: 'Haemoglobin A1c',
    code: loinc('59261-8', 'Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol'),
    tests: ['glycatedHaemoglobin'],
    section: 'CH',
  },
  thyroidFunction: {
    title: 'Thyroid function tests',
    code: loinc('24348-5', 'Free T4 and TSH panel - Serum or Plasma'),
    tests: ['thyroidStimulating', 'freeThyroxine'],
    section: 'CH',
  },
  clotting: {
    title: 'International normalised ratio',
    code: loinc('6301-6', 'INR in Platelet poor plasma by Coagulation assay'),
    tests: ['normalisedRatio'],
    section: 'HM',
  },
  troponin: {
    title: 'Troponin T',
    code: loinc('67151-1', 'Troponin T.cardiac [Mass/volume] in Serum or Plasma by High sensitivity method'),
    tests: ['troponin'],
    section: 'CH',
  },
  cholesterol: {
    title: 'Cholesterol',
    code: loinc('14647-2', 'Cholesterol [Moles/volume] in Serum or Plasma'),
    tests: ['cholesterol'],
    section: 'CH',
  },
  magnesium: {
    title: 'Magnesium',
    code: loinc('2601-3', 'Magnesium [Moles/volume] in Serum or Plasma'),
    tests: ['magnesium'],
    section: 'CH',
  },
} as const satisfies Readonly<Record<string, LaboratoryPanel>>;

/** Short name of a panel in {@link laboratoryPanels}. */
export type LaboratoryPanelKey = keyof typeof laboratoryPanels;
