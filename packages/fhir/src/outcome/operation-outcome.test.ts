import { expect, it } from 'vitest';
import { operationOutcome } from './operation-outcome.ts';

it('writes issues in their order', () => {
  const outcome = operationOutcome([
    { severity: 'error', code: 'required', expression: 'Patient.name', diagnostics: 'Missing.' },
    { severity: 'warning', code: 'value' },
  ]);
  expect(outcome).toEqual({
    resourceType: 'OperationOutcome',
    issue: [
      { severity: 'error', code: 'required', diagnostics: 'Missing.', expression: ['Patient.name'] },
      { severity: 'warning', code: 'value' },
    ],
  });
});

it('says that all went well when there is nothing else to say', () => {
  expect(operationOutcome([]).issue).toEqual([
    { severity: 'information', code: 'informational', diagnostics: 'All OK' },
  ]);
});
