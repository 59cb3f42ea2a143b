import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changeOverChart } from '../../support/change-over-chart.ts';
import { chartFile, evidenceOfChangeOver } from '../../support/evidence-of-change-over.ts';

test('the chart in the documentation shows the raw output that is committed beside it', () => {
  const evidence = evidenceOfChangeOver();
  expect(evidence.seconds.length).toBeGreaterThan(300);
  expect(readFileSync(chartFile, 'utf8')).toBe(changeOverChart(evidence));
});
