import type { MedicineKey } from './medicines.ts';
import type { Specialty } from './specialties.ts';

/** How ill an acute condition makes somebody: it moves the vital signs and the blood tests. */
export interface AcuteEffect {
  readonly fever: number;
  readonly inflammation: number;
  readonly breathing: number;
  readonly kidney: number;
  readonly bleeding: number;
}

/** Why somebody is admitted. */
export interface AcuteCondition {
  readonly key: string;
  readonly code: string;
  readonly display: string;
  readonly presentation: string;
  readonly ages: readonly [number, number];
  readonly weight: number;
  readonly days: readonly [number, number];
  readonly specialty: Specialty;
  readonly medicines: readonly MedicineKey[];
  readonly procedure?: { readonly code: string; readonly display: string };
  readonly effect: AcuteEffect;
}

const none: AcuteEffect = { fever: 0, inflammation: 0, breathing: 0, kidney: 0, bleeding: 0 };
const chestFilm = { code: '399208008', display: 'Plain chest X-ray' };

/** Codes are SNOMED CT, as seen in public FHIR examples. Effects run from 0 to 1. */
export const acuteConditions: readonly AcuteCondition[] = [
  {
    key: 'pneumonia',
    code: '233604007',
    display: 'Pneumonia',
    presentation: 'a productive cough, fever and breathlessness',
    ages: [3, 110],
    weight: 12,
    days: [3, 9],
    specialty: 'generalMedicine',
    medicines: ['doxycycline', 'clarithromycin'],
    procedure: chestFilm,
    effect: { ...none, fever: 1, inflammation: 1, breathing: 1, kidney: 0.2 },
  },
  {
    key: 'urinaryInfection',
    code: '68566005',
    display: 'Urinary tract infection',
    presentation: 'confusion, dysuria and fever',
    ages: [18, 110],
    weight: 10,
    days: [2, 6],
    specialty: 'geriatrics',
    medicines: ['nitrofurantoin'],
    effect: { ...none, fever: 0.8, inflammation: 0.7, kidney: 0.4 },
  },
  {
    key: 'cellulitis',
    code: '128045006',
    display: 'Cellulitis',
    presentation: 'a red, hot and swollen leg',
    ages: [18, 110],
    weight: 6,
    days: [2, 5],
    specialty: 'generalMedicine',
    medicines: ['clarithromycin'],
    effect: { ...none, fever: 0.6, inflammation: 0.8 },
  },
  {
    key: 'heartFailure',
    code: '84114007',
    display: 'Heart failure',
    presentation: 'worsening breathlessness and ankle swelling',
    ages: [55, 110],
    weight: 8,
    days: [4, 10],
    specialty: 'cardiology',
    medicines: ['furosemide'],
    procedure: { code: '433236007', display: 'Transthoracic echocardiography' },
    effect: { ...none, breathing: 0.9, kidney: 0.5 },
  },
  {
    key: 'myocardialInfarction',
    code: '22298006',
    display: 'Myocardial infarction',
    presentation: 'central chest pain going to the left arm',
    ages: [40, 110],
    weight: 6,
    days: [3, 6],
    specialty: 'cardiology',
    medicines: ['aspirin', 'clopidogrel', 'atorvastatinHigh'],
    procedure: { code: '415070008', display: 'Percutaneous coronary intervention' },
    effect: { ...none, breathing: 0.2, inflammation: 0.2 },
  },
  {
    key: 'stroke',
    code: '230690007',
    display: 'Stroke',
    presentation: 'sudden weakness of one arm and slurred speech',
    ages: [50, 110],
    weight: 5,
    days: [5, 14],
    specialty: 'geriatrics',
    medicines: ['clopidogrel', 'atorvastatinHigh'],
    effect: { ...none, inflammation: 0.1 },
  },
  {
    key: 'appendicitis',
    code: '74400008',
    display: 'Appendicitis',
    presentation: 'pain that moved to the right iliac fossa, with vomiting',
    ages: [6, 50],
    weight: 5,
    days: [2, 4],
    specialty: 'generalSurgery',
    medicines: ['paracetamol', 'coCodamol'],
    procedure: { code: '80146002', display: 'Appendicectomy' },
    effect: { ...none, fever: 0.6, inflammation: 0.8 },
  },
  {
    key: 'hipFracture',
    code: '5913000',
    display: 'Fracture of neck of femur',
    presentation: 'a fall at home, unable to stand',
    ages: [65, 110],
    weight: 7,
    days: [7, 16],
    specialty: 'orthopaedics',
    medicines: ['enoxaparin', 'coCodamol', 'senna'],
    procedure: { code: '52734007', display: 'Total replacement of hip' },
    effect: { ...none, inflammation: 0.5, bleeding: 0.7 },
  },
  {
    key: 'forearmFracture',
    code: '65966004',
    display: 'Fracture of forearm',
    presentation: 'a fall on to an outstretched hand',
    ages: [4, 70],
    weight: 5,
    days: [1, 2],
    specialty: 'orthopaedics',
    medicines: ['paracetamol'],
    procedure: { code: '274474001', display: 'Bone immobilisation' },
    effect: { ...none, inflammation: 0.1 },
  },
  {
    key: 'gastroenteritis',
    code: '25374005',
    display: 'Gastroenteritis',
    presentation: 'two days of diarrhoea and vomiting',
    ages: [1, 110],
    weight: 5,
    days: [1, 3],
    specialty: 'generalMedicine',
    medicines: ['paracetamol'],
    effect: { ...none, fever: 0.3, inflammation: 0.3, kidney: 0.6 },
  },
  {
    key: 'asthmaAttack',
    code: '708038006',
    display: 'Acute exacerbation of asthma',
    presentation: 'wheeze and breathlessness not settling with the inhaler',
    ages: [4, 60],
    weight: 4,
    days: [1, 3],
    specialty: 'respiratory',
    medicines: ['salbutamol', 'prednisolone'],
    procedure: chestFilm,
    effect: { ...none, breathing: 0.8, inflammation: 0.2 },
  },
  {
    key: 'copdExacerbation',
    code: '195951007',
    display: 'Acute exacerbation of chronic obstructive airways disease',
    presentation: 'more breathlessness and purulent sputum',
    ages: [55, 110],
    weight: 6,
    days: [3, 7],
    specialty: 'respiratory',
    medicines: ['prednisolone', 'doxycycline', 'salbutamol'],
    procedure: chestFilm,
    effect: { ...none, fever: 0.3, breathing: 1, inflammation: 0.5 },
  },
  {
    key: 'gastrointestinalBleed',
    code: '74474003',
    display: 'Gastrointestinal haemorrhage',
    presentation: 'black stools and light-headedness',
    ages: [35, 110],
    weight: 3,
    days: [3, 6],
    specialty: 'generalMedicine',
    medicines: ['omeprazole'],
    procedure: { code: '73761001', display: 'Colonoscopy' },
    effect: { ...none, bleeding: 1, kidney: 0.3 },
  },
  {
    key: 'acuteKidneyInjury',
    code: '14669001',
    display: 'Acute kidney injury',
    presentation: 'poor intake for a week and little urine',
    ages: [60, 110],
    weight: 4,
    days: [3, 8],
    specialty: 'renal',
    medicines: [],
    effect: { ...none, kidney: 1, inflammation: 0.2 },
  },
  {
    key: 'bronchiolitis',
    code: '4120002',
    display: 'Bronchiolitis',
    presentation: 'fast breathing and poor feeding',
    ages: [0, 2],
    weight: 14,
    days: [1, 4],
    specialty: 'paediatrics',
    medicines: ['paracetamolChild'],
    effect: { ...none, fever: 0.4, breathing: 0.9 },
  },
];
