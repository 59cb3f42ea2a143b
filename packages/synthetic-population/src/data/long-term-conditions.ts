import type { MedicineKey } from './medicines.ts';
import type { Specialty } from './specialties.ts';

/** A condition that stays, how common it is, and what follows from it. */
export interface LongTermCondition {
  readonly key: string;
  readonly code: string;
  readonly display: string;
  /** Share of people who have it at 10, 30, 50, 70 and 90 years. Between those ages it runs straight. */
  readonly prevalence: readonly [number, number, number, number, number];
  readonly sex?: 'female' | 'male';
  /** Each step is taken with most who have the condition: one of its medicines is prescribed. */
  readonly treatment: readonly (readonly MedicineKey[])[];
  readonly specialty?: Specialty;
}

/** Codes are SNOMED CT, as seen in public FHIR examples and the International Patient Summary. */
export const longTermConditions: readonly LongTermCondition[] = [
  {
    key: 'hypertension',
    code: '38341003',
    display: 'Hypertension',
    prevalence: [0, 0.04, 0.25, 0.5, 0.6],
    treatment: [['amlodipine'], ['ramipril', 'losartan']],
  },
  {
    key: 'diabetes',
    code: '44054006',
    display: 'Type 2 diabetes mellitus',
    prevalence: [0, 0.02, 0.09, 0.18, 0.17],
    treatment: [['metformin'], ['gliclazide', 'insulin']],
    specialty: 'diabetes',
  },
  {
    key: 'atrialFibrillation',
    code: '49436004',
    display: 'Atrial fibrillation',
    prevalence: [0, 0, 0.02, 0.1, 0.2],
    treatment: [
      ['apixaban', 'warfarin'],
      ['bisoprolol', 'digoxin'],
    ],
    specialty: 'cardiology',
  },
  {
    key: 'heartFailure',
    code: '88805009',
    display: 'Chronic congestive heart failure',
    prevalence: [0, 0, 0.01, 0.06, 0.15],
    treatment: [['furosemide'], ['bisoprolol'], ['spironolactone']],
    specialty: 'cardiology',
  },
  {
    key: 'coronaryHeartDisease',
    code: '53741008',
    display: 'Coronary heart disease',
    prevalence: [0, 0, 0.04, 0.15, 0.22],
    treatment: [['aspirin', 'clopidogrel'], ['atorvastatinHigh']],
    specialty: 'cardiology',
  },
  {
    key: 'hyperlipidaemia',
    code: '55822004',
    display: 'Hyperlipidaemia',
    prevalence: [0, 0.03, 0.15, 0.25, 0.2],
    treatment: [['atorvastatin']],
  },
  {
    key: 'asthma',
    code: '195967001',
    display: 'Asthma',
    prevalence: [0.1, 0.09, 0.08, 0.08, 0.05],
    treatment: [['salbutamol'], ['beclometasone', 'budesonide']],
    specialty: 'respiratory',
  },
  {
    key: 'copd',
    code: '13645005',
    display: 'Chronic obstructive pulmonary disease',
    prevalence: [0, 0, 0.03, 0.1, 0.1],
    treatment: [['tiotropium'], ['salbutamol']],
    specialty: 'respiratory',
  },
  {
    key: 'chronicKidneyDisease',
    code: '433144002',
    display: 'Chronic kidney disease stage 3',
    prevalence: [0, 0, 0.02, 0.15, 0.3],
    treatment: [],
    specialty: 'renal',
  },
  {
    key: 'hypothyroidism',
    code: '40930008',
    display: 'Hypothyroidism',
    prevalence: [0, 0.02, 0.04, 0.07, 0.08],
    treatment: [['levothyroxine']],
  },
  {
    key: 'depression',
    code: '35489007',
    display: 'Depressive disorder',
    prevalence: [0, 0.11, 0.13, 0.08, 0.07],
    treatment: [['sertraline', 'citalopram']],
  },
  {
    key: 'anxiety',
    code: '197480006',
    display: 'Anxiety disorder',
    prevalence: [0.02, 0.08, 0.07, 0.04, 0.03],
    treatment: [],
  },
  {
    key: 'hipOsteoarthritis',
    code: '239872002',
    display: 'Osteoarthritis of hip',
    prevalence: [0, 0, 0.05, 0.16, 0.22],
    treatment: [['paracetamol', 'coCodamol']],
    specialty: 'orthopaedics',
  },
  {
    key: 'kneeOsteoarthritis',
    code: '239873007',
    display: 'Osteoarthritis of knee',
    prevalence: [0, 0, 0.07, 0.18, 0.22],
    treatment: [['naproxen', 'paracetamol']],
    specialty: 'orthopaedics',
  },
  {
    key: 'osteoporosis',
    code: '64859006',
    display: 'Osteoporosis',
    prevalence: [0, 0, 0.02, 0.1, 0.25],
    treatment: [['alendronicAcid'], ['calciumVitaminD']],
  },
  {
    key: 'rheumatoidArthritis',
    code: '69896004',
    display: 'Rheumatoid arthritis',
    prevalence: [0, 0.003, 0.012, 0.02, 0.02],
    treatment: [['methotrexate'], ['folicAcid']],
    specialty: 'rheumatology',
  },
  {
    key: 'reflux',
    code: '235595009',
    display: 'Gastro-oesophageal reflux disease',
    prevalence: [0, 0.05, 0.12, 0.16, 0.16],
    treatment: [['omeprazole', 'lansoprazole']],
  },
  {
    key: 'anaemia',
    code: '87522002',
    display: 'Iron deficiency anaemia',
    prevalence: [0.01, 0.05, 0.04, 0.06, 0.1],
    treatment: [['ferrousFumarate']],
  },
  {
    key: 'epilepsy',
    code: '84757009',
    display: 'Epilepsy',
    prevalence: [0.006, 0.008, 0.009, 0.01, 0.01],
    treatment: [['lamotrigine']],
    specialty: 'neurology',
  },
  {
    key: 'migraine',
    code: '37796009',
    display: 'Migraine',
    prevalence: [0.03, 0.13, 0.11, 0.04, 0.01],
    treatment: [['amitriptyline']],
  },
  {
    key: 'dementia',
    code: '26929004',
    display: "Alzheimer's disease",
    prevalence: [0, 0, 0, 0.03, 0.22],
    treatment: [['donepezil']],
    specialty: 'geriatrics',
  },
  {
    key: 'parkinsons',
    code: '49049000',
    display: "Parkinson's disease",
    prevalence: [0, 0, 0.001, 0.01, 0.025],
    treatment: [['coCareldopa']],
    specialty: 'neurology',
  },
  {
    key: 'prostate',
    code: '266569009',
    display: 'Benign prostatic hyperplasia',
    prevalence: [0, 0, 0.08, 0.25, 0.35],
    sex: 'male',
    treatment: [['tamsulosin']],
    specialty: 'urology',
  },
  {
    key: 'eczema',
    code: '24079001',
    display: 'Atopic dermatitis',
    prevalence: [0.14, 0.05, 0.03, 0.02, 0.02],
    treatment: [['emollient']],
  },
  {
    key: 'hayFever',
    code: '367498001',
    display: 'Seasonal allergic rhinitis',
    prevalence: [0.1, 0.18, 0.13, 0.06, 0.03],
    treatment: [['cetirizine']],
  },
  {
    key: 'obesity',
    code: '162864005',
    display: 'Body mass index 30+ - obesity',
    prevalence: [0.02, 0.18, 0.28, 0.24, 0.12],
    treatment: [],
  },
  {
    key: 'stroke',
    code: '230690007',
    display: 'Stroke',
    prevalence: [0, 0, 0.015, 0.06, 0.12],
    treatment: [['clopidogrel'], ['atorvastatinHigh']],
    specialty: 'geriatrics',
  },
];
