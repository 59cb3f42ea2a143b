import { allergiesNotRecorded, noKnownAllergies } from './allergy-states.ts';
import { awkwardNames } from './awkward-names.ts';
import { childWithAsthma } from './child-with-asthma.ts';
import { copdScaleTwo } from './copd-scale-two.ts';
import { deathAtHome, deathInHospital } from './deaths.ts';
import { deterioratingPatient } from './deteriorating-patient.ts';
import { formerName, maidenName } from './former-names.ts';
import { livesAbroad, nothingRecorded, observationGaps, yearOfBirthOnly } from './incomplete-records.ts';
import { longHistory } from './long-history.ts';
import { lookAlikes } from './look-alikes.ts';
import { maryEdwards } from './mary-edwards.ts';
import { mentalHealthCrisis } from './mental-health-crisis.ts';
import { newborn } from './newborn.ts';
import { pregnancy } from './pregnancy.ts';
import type { Story } from './story.ts';

/** Every fixed story; the place in this list is the patient's index. Only ever add at the end. */
export const stories: readonly Story[] = [
  maryEdwards,
  deterioratingPatient,
  childWithAsthma,
  newborn,
  pregnancy,
  deathInHospital,
  longHistory,
  copdScaleTwo,
  noKnownAllergies,
  allergiesNotRecorded,
  ...lookAlikes,
  maidenName,
  formerName,
  observationGaps,
  livesAbroad,
  yearOfBirthOnly,
  ...awkwardNames,
  deathAtHome,
  nothingRecorded,
  mentalHealthCrisis,
];
