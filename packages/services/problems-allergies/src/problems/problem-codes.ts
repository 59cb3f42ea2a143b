import type { CodeableConcept } from '@medplum/fhirtypes';
import { snomed } from '../change/terms.ts';

/** SNOMED CT concepts offered while a problem is typed; each is public in published examples. */
export const problemCodes: ReadonlyMap<string, string> = new Map([
  ['Acute exacerbation of asthma', '708038006'],
  ['Acute exacerbation of chronic obstructive airways disease', '195951007'],
  ['Acute kidney injury', '14669001'],
  ["Alzheimer's disease", '26929004'],
  ['Anxiety disorder', '197480006'],
  ['Appendicitis', '74400008'],
  ['Asthma', '195967001'],
  ['Atopic dermatitis', '24079001'],
  ['Atrial fibrillation', '49436004'],
  ['Benign prostatic hyperplasia', '266569009'],
  ['Body mass index 30+ - obesity', '162864005'],
  ['Bronchiolitis', '4120002'],
  ['Cellulitis', '128045006'],
  ['Chronic congestive heart failure', '88805009'],
  ['Chronic kidney disease stage 3', '433144002'],
  ['Chronic obstructive pulmonary disease', '13645005'],
  ['Coronary heart disease', '53741008'],
  ['Depressive disorder', '35489007'],
  ['Epilepsy', '84757009'],
  ['Fracture of forearm', '65966004'],
  ['Fracture of neck of femur', '5913000'],
  ['Gastro-oesophageal reflux disease', '235595009'],
  ['Gastroenteritis', '25374005'],
  ['Gastrointestinal haemorrhage', '74474003'],
  ['Heart failure', '84114007'],
  ['Hyperlipidaemia', '55822004'],
  ['Hypertension', '38341003'],
  ['Hypothyroidism', '40930008'],
  ['Iron deficiency anaemia', '87522002'],
  ['Long QT syndrome', '9651007'],
  ['Migraine', '37796009'],
  ['Myocardial infarction', '22298006'],
  ['Osteoarthritis of hip', '239872002'],
  ['Osteoarthritis of knee', '239873007'],
  ['Osteoporosis', '64859006'],
  ["Parkinson's disease", '49049000'],
  ['Pneumonia', '233604007'],
  ['Rheumatoid arthritis', '69896004'],
  ['Seasonal allergic rhinitis', '367498001'],
  ['Stroke', '230690007'],
  ['Type 2 diabetes mellitus', '44054006'],
  ['Urinary tract infection', '68566005'],
]);

/** What was typed as a concept: with its code if it is one of {@link problemCodes}, whatever its capitals; else in words alone. */
export function problemConcept(text: string): CodeableConcept {
  const wanted = text.toLowerCase();
  const found = [...problemCodes].find(([name]) => name.toLowerCase() === wanted);
  return found === undefined ? { text } : snomed(found[1], found[0]);
}
