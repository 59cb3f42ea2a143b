import type { PatientContext } from '../clinical/patient-context.ts';
import { recordServiceRequest } from '../clinical/record-service-request.ts';
import { concept } from '../codes/concept.ts';
import { laboratoryPanels } from '../data/laboratory-panels.ts';
import { acknowledgeReport } from '../laboratory/acknowledge-report.ts';
import { filtrationRate } from '../laboratory/filtration-rate.ts';
import { reportLaboratory } from '../laboratory/report-laboratory.ts';
import { organisationReference, practitionerReference } from '../organisations/directory.ts';
import { ageInYears } from '../time/age.ts';
import { day, hour, minute } from '../time/durations.ts';
import type { MaryStay } from './mary-edwards-admission.ts';
import { cardiologyClinic } from './mary-edwards-background.ts';

interface Sample {
  readonly sodium: number;
  readonly potassium: number;
  readonly urea: number;
  readonly creatinine: number;
  readonly haemoglobin: number;
  readonly whiteCells: number;
  readonly neutrophils: number;
  readonly platelets: number;
  readonly meanCellVolume: number;
  readonly reactiveProtein: number;
}

/** Six blood samples, oldest first. */
const samples: readonly Sample[] = [
  {
    sodium: 139,
    potassium: 4.1,
    urea: 5.8,
    creatinine: 78,
    haemoglobin: 128,
    whiteCells: 6.8,
    neutrophils: 4.1,
    platelets: 241,
    meanCellVolume: 91,
    reactiveProtein: 3,
  },
  {
    sodium: 138,
    potassium: 4.3,
    urea: 6.1,
    creatinine: 82,
    haemoglobin: 125,
    whiteCells: 7.1,
    neutrophils: 4.4,
    platelets: 236,
    meanCellVolume: 91,
    reactiveProtein: 4,
  },
  {
    sodium: 137,
    potassium: 4.2,
    urea: 6.4,
    creatinine: 84,
    haemoglobin: 124,
    whiteCells: 6.9,
    neutrophils: 4.2,
    platelets: 250,
    meanCellVolume: 90,
    reactiveProtein: 5,
  },
  {
    sodium: 136,
    potassium: 4.6,
    urea: 6.9,
    creatinine: 90,
    haemoglobin: 122,
    whiteCells: 7.4,
    neutrophils: 4.8,
    platelets: 228,
    meanCellVolume: 91,
    reactiveProtein: 5,
  },
  {
    sodium: 136,
    potassium: 4.4,
    urea: 8.8,
    creatinine: 96,
    haemoglobin: 121,
    whiteCells: 11.6,
    neutrophils: 9.2,
    platelets: 262,
    meanCellVolume: 90,
    reactiveProtein: 12,
  },
  {
    sodium: 133,
    potassium: 6.9,
    urea: 17.4,
    creatinine: 182,
    haemoglobin: 118,
    whiteCells: 15.8,
    neutrophils: 13.4,
    platelets: 271,
    meanCellVolume: 90,
    reactiveProtein: 48,
  },
];

/** Six samples of electrolytes, blood count and CRP; the newest electrolytes and CRP wait for somebody to acknowledge them. */
export function tellMaryResults(context: PatientContext, stay: MaryStay): void {
  const { now } = context;
  const newest = now - 20 * minute;
  const times = [
    cardiologyClinic + hour,
    now - 610 * day,
    now - 300 * day,
    now - 48 * day,
    stay.start - 3 * hour,
    newest,
  ];
  for (const [place, sample] of samples.entries()) {
    const collected = times[place] ?? newest;
    const inHospital = place > 3;
    const last = place === samples.length - 1;
    const issued = last ? now + 8 * minute : collected + 100 * minute;
    const owner = practitionerReference(inHospital ? 'okafor' : 'elm1');
    const encounter = place === 4 ? { encounter: stay.emergency } : last ? { encounter: stay.encounter } : {};
    const filtration = filtrationRate(sample.creatinine, ageInYears(context.person.birthDate, collected), 'F');
    for (const panel of ['ureaAndElectrolytes', 'fullBloodCount', 'reactiveProtein'] as const) {
      const request = last
        ? {
            basedOn: recordServiceRequest(context, {
              code: concept(laboratoryPanels[panel].code),
              category: 'Laboratory',
              authored: collected - 10 * minute,
              requester: practitionerReference('nwosu'),
              performer: organisationReference('laboratory'),
              status: 'completed',
              priority: 'urgent',
              encounter: stay.encounter,
            }),
          }
        : {};
      const telephoned =
        last && panel === 'ureaAndElectrolytes'
          ? { conclusion: 'Potassium 6.9 mmol/L: not haemolysed. Telephoned to Ward 7. AKI alert: stage 2.' }
          : {};
      const report = reportLaboratory(context, {
        panel,
        collected,
        issued,
        values: { ...sample, filtration },
        ...encounter,
        ...request,
        ...telephoned,
      });
      const waits = last && panel !== 'fullBloodCount';
      acknowledgeReport(context, {
        report,
        issued,
        owner,
        ...(waits ? {} : { acknowledged: last ? issued : issued + 5 * hour }),
      });
    }
  }
  tellClotting(context);
}

function tellClotting(context: PatientContext): void {
  for (const [weeksAgo, normalisedRatio] of [
    [26, 2.4],
    [19, 1.6],
    [12, 3.8],
    [7, 4.4],
  ] as const) {
    const collected = context.now - weeksAgo * 7 * day + hour;
    const issued = collected + 90 * minute;
    const report = reportLaboratory(context, { panel: 'clotting', collected, issued, values: { normalisedRatio } });
    acknowledgeReport(context, {
      report,
      issued,
      owner: practitionerReference('elm1'),
      acknowledged: issued + 3 * hour,
    });
  }
}
