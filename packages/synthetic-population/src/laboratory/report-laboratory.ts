import { observationFrame, quantity } from '../clinical/observation-parts.ts';
import type { PatientContext } from '../clinical/patient-context.ts';
import { codeSystems } from '../codes/code-systems.ts';
import { type LaboratoryPanelKey, laboratoryPanels } from '../data/laboratory-panels.ts';
import { type LaboratoryTestKey, laboratoryTests } from '../data/laboratory-tests.ts';
import { identifierSystems } from '../identifiers/identifier-systems.ts';
import { organisationReference } from '../organisations/directory.ts';
import { decimal } from '../resource/raw-json.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ageInYears } from '../time/age.ts';
import { minute } from '../time/durations.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import { interpret, limitsFor } from './interpret.ts';
import type { LaboratoryTest } from './laboratory-test.ts';

/** Results of one panel from one sample. */
export interface LaboratoryReport {
  readonly panel: LaboratoryPanelKey;
  /** When the blood was taken, in milliseconds. */
  readonly collected: number;
  /** When the laboratory released it; by default some time after. */
  readonly issued?: number;
  readonly values: Readonly<Partial<Record<LaboratoryTestKey, number>>>;
  readonly encounter?: ResourceReference;
  readonly basedOn?: ResourceReference;
  /** What a biomedical scientist wrote under it. */
  readonly conclusion?: string;
}

/** Writes a DiagnosticReport and one Observation for each value; panels without values of their own tests stay short. */
export function reportLaboratory(context: PatientContext, report: LaboratoryReport): ResourceReference {
  const panel = laboratoryPanels[report.panel];
  const laboratory = organisationReference('laboratory');
  const issued = ukDateTime(report.issued ?? report.collected + 95 * minute);
  const event = {
    at: report.collected,
    performer: laboratory,
    ...(report.encounter === undefined ? {} : { encounter: report.encounter }),
  };
  const age = ageInYears(context.person.birthDate, report.collected);
  const results: ResourceReference[] = [];
  for (const key of panel.tests) {
    const exact = report.values[key];
    if (exact === undefined) continue;
    const test: LaboratoryTest = laboratoryTests[key];
    // The flag must agree with the digits that people see.
    const value = Number(exact.toFixed(test.places));
    const limits = limitsFor(test, context.person.birthSex, age);
    const code = { coding: [{ system: codeSystems.loinc, code: test.code }], text: test.name };
    results.push({
      ...context.collector.add({
        ...observationFrame(context, event, 'laboratory', code),
        issued,
        valueQuantity: quantity(decimal(value, test.places), test.unit, test.ucum),
        interpretation: [interpret(test, limits, value)],
        referenceRange: [
          {
            low: quantity(decimal(limits.low, test.places), test.unit, test.ucum),
            ...(limits.high === undefined
              ? {}
              : { high: quantity(decimal(limits.high, test.places), test.unit, test.ucum) }),
          },
        ],
      }),
      display: test.name,
    });
  }
  const number = `${Math.floor(report.collected / minute)}-${panel.code.code}`;
  return context.collector.add({
    resourceType: 'DiagnosticReport',
    identifier: [
      { system: identifierSystems.laboratoryReport, value: `${context.patient.reference.slice(8, 16)}-${number}` },
    ],
    ...(report.basedOn === undefined ? {} : { basedOn: [report.basedOn] }),
    status: 'final',
    category: [
      {
        coding: [
          {
            system: codeSystems.diagnosticService,
            code: panel.section,
            display: panel.section === 'CH' ? 'Chemistry' : 'Hematology',
          },
        ],
        text: panel.section === 'CH' ? 'Clinical chemistry' : 'Haematology',
      },
    ],
    code: { coding: [panel.code], text: panel.title },
    subject: context.patient,
    ...(report.encounter === undefined ? {} : { encounter: report.encounter }),
    effectiveDateTime: ukDateTime(report.collected),
    issued,
    performer: [laboratory],
    result: results,
    ...(report.conclusion === undefined ? {} : { conclusion: report.conclusion }),
  });
}
