/** Draws the chart of docs/change-over.md anew from the raw output of the last long run: `node scripts/draw-change-over.ts`. */
import { writeFileSync } from 'node:fs';
import { changeOverChart } from '../support/change-over-chart.ts';
import { chartFile, evidenceOfChangeOver } from '../support/evidence-of-change-over.ts';

writeFileSync(chartFile, changeOverChart(evidenceOfChangeOver()));
