import { AlertStrip } from '../parts/alert-strip.tsx';
import { MedicinesPart } from '../parts/medicines-part.tsx';
import { ObservationsPart } from '../parts/observations-part.tsx';
import { ProblemsPart } from '../parts/problems-part.tsx';
import { ResultsPart } from '../parts/results-part.tsx';
import type { PatientScreenOptions } from './patient-frame.tsx';

/** What one has to know at the bedside: alerts, latest observations, problems, medicines, recent results. */
export function EssentialsScreen({ patient, again }: PatientScreenOptions) {
  const { id, observations, problems, medicines, results } = patient;
  return (
    <>
      <AlertStrip patient={patient} />
      <div className="round-cards">
        <ObservationsPart part={observations} patient={id} again={again} />
        <ProblemsPart part={problems} again={again} />
        <MedicinesPart part={medicines} again={again} />
        <ResultsPart part={results} again={again} />
      </div>
    </>
  );
}
