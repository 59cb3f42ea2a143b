import type { PatientContext } from '../clinical/patient-context.ts';
import type { LaboratoryPanelKey } from '../data/laboratory-panels.ts';
import { acknowledgeReport } from '../laboratory/acknowledge-report.ts';
import type { LaboratoryValues } from '../laboratory/laboratory-levels.ts';
import { reportLaboratory } from '../laboratory/report-laboratory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { day, hour, minute } from '../time/durations.ts';

/** A report with what follows from it. */
export interface ReportFact {
  readonly panel: LaboratoryPanelKey;
  readonly collected: number;
  readonly values: LaboratoryValues;
  readonly owner: ResourceReference;
  readonly encounter?: ResourceReference;
}

/** Reports a panel; whoever asked acknowledges it after some hours, except that some reports of the last days still wait (none of the dead). */
export function tellReport(context: PatientContext, fact: ReportFact): void {
  const { random, now, dead } = context;
  const issued = Math.min(now + 5 * minute, fact.collected + random.integer(60, 150) * minute);
  const report = reportLaboratory(context, { ...fact, issued });
  const acknowledged = issued + random.integer(1, 30) * hour;
  const recent = now - issued < 4 * day;
  const waits = !dead && (acknowledged > now || (recent && random.chance(0.4)));
  acknowledgeReport(context, { report, issued, owner: fact.owner, ...(waits ? {} : { acknowledged }) });
}
