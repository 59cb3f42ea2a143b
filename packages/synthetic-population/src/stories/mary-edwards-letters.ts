import type { PatientContext } from '../clinical/patient-context.ts';
import { fileLetter } from '../letters/file-letter.ts';
import { day, hour, minute } from '../time/durations.ts';
import type { MaryStay } from './mary-edwards-admission.ts';
import { cardiologyClinic } from './mary-edwards-background.ts';

/** A cardiology letter, a letter of the anticoagulant clinic, the clerking and a nursing note of today. */
export function tellMaryLetters(context: PatientContext, stay: MaryStay): void {
  fileLetter(context, {
    kind: 'outpatient letter',
    title: 'Cardiology clinic letter',
    at: cardiologyClinic + 2 * day,
    author: 'harrington',
    authorTitle: 'consultant cardiologist',
    from: 'Riverside NHS Trust, Cardiology',
    sections: [
      {
        heading: 'Diagnoses',
        items: [
          'Long QT syndrome, confirmed today',
          'Permanent atrial fibrillation since 2019',
          'Hypertension, treated',
        ],
      },
      {
        heading: 'Assessment',
        paragraphs: [
          'Mrs Edwards came to clinic after a faint and several weeks of palpitations. Two tracings an hour apart showed a corrected QT interval of 492 milliseconds. There was no electrolyte disturbance and she takes nothing that would explain it. Her echocardiogram shows good left ventricular function.',
        ],
      },
      {
        heading: 'Plan',
        items: [
          'Please avoid medicines that prolong the QT interval, including haloperidol, citalopram and clarithromycin',
          'Continue amlodipine, ramipril and warfarin',
          'Keep potassium above 4.0 mmol/L',
          'Review in clinic each year',
        ],
      },
    ],
  });
  fileLetter(context, {
    kind: 'clinical letter',
    title: 'Anticoagulant clinic summary',
    at: context.now - 47 * day,
    author: 'elm1',
    authorTitle: 'general practitioner',
    from: 'Elm Surgery',
    organisation: 'elm',
    format: 'text',
    sections: [
      {
        heading: 'Summary',
        paragraphs: [
          'INR 4.4 today, 3.8 five weeks ago. Time in therapeutic range over six months is 41 per cent. She takes warfarin reliably; appetite has been poor.',
        ],
      },
      {
        heading: 'Plan',
        items: [
          'Omit warfarin for two days, then 2 mg a day',
          'Ask the hospital whether a direct-acting anticoagulant would suit her better',
        ],
      },
    ],
  });
  fileLetter(context, {
    kind: 'progress note',
    title: 'Medical clerking',
    at: stay.start + 90 * minute,
    author: 'nwosu',
    authorTitle: 'resident doctor',
    from: 'Riverside NHS Trust, Ward 7',
    encounter: stay.encounter,
    sections: [
      {
        heading: 'History',
        paragraphs: [
          `${context.age}-year-old woman, lives alone, brought in by her daughter. Three days of fever, poor intake and passing little urine. No chest pain, no faint.`,
        ],
      },
      {
        heading: 'Examination',
        paragraphs: ['Dry mucous membranes. Chest: crackles at the right base. Abdomen soft. No focal neurology.'],
      },
      {
        heading: 'Impression',
        items: [
          'Probable right lower lobe pneumonia',
          'Dehydration; at risk of acute kidney injury',
          'Penicillin anaphylaxis: no beta-lactams without advice',
          'Long QT syndrome: no macrolide, no haloperidol',
        ],
      },
      {
        heading: 'Plan',
        items: [
          'Intravenous fluids',
          'Change warfarin to apixaban (unstable INR)',
          'Repeat electrolytes in the morning',
          'Observations four-hourly',
        ],
      },
    ],
  });
  fileLetter(context, {
    kind: 'progress note',
    title: 'Nursing note',
    at: context.now - 2 * hour + 10 * minute,
    author: 'lindqvist',
    authorTitle: 'staff nurse',
    from: 'Riverside NHS Trust, Ward 7',
    encounter: stay.encounter,
    format: 'text',
    sections: [
      {
        heading: 'Note',
        paragraphs: [
          'NEWS2 8. Oxygen started at 2 litres a minute. Doctor on call told; will review. Urine 60 ml since midnight.',
        ],
      },
    ],
  });
}
