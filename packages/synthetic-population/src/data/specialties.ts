/** A hospital specialty that sees people in clinic. */
export type Specialty =
  | 'cardiology'
  | 'respiratory'
  | 'diabetes'
  | 'renal'
  | 'orthopaedics'
  | 'rheumatology'
  | 'neurology'
  | 'geriatrics'
  | 'urology'
  | 'generalMedicine'
  | 'generalSurgery'
  | 'paediatrics'
  | 'obstetrics';

/** What the specialty is called, and its main specialty code in the NHS Data Model and Dictionary. */
export const specialties: Readonly<Record<Specialty, { readonly title: string; readonly code: string }>> = {
  cardiology: { title: 'Cardiology', code: '320' },
  respiratory: { title: 'Respiratory medicine', code: '340' },
  diabetes: { title: 'Diabetes and endocrinology', code: '302' },
  renal: { title: 'Renal medicine', code: '361' },
  orthopaedics: { title: 'Trauma and orthopaedics', code: '110' },
  rheumatology: { title: 'Rheumatology', code: '410' },
  neurology: { title: 'Neurology', code: '400' },
  geriatrics: { title: 'Geriatric medicine', code: '430' },
  urology: { title: 'Urology', code: '101' },
  generalMedicine: { title: 'General internal medicine', code: '300' },
  generalSurgery: { title: 'General surgery', code: '100' },
  paediatrics: { title: 'Paediatrics', code: '420' },
  obstetrics: { title: 'Obstetrics', code: '501' },
};
