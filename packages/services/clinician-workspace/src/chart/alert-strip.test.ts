import type { FragmentResult } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { alertStrip } from './alert-strip.ts';
import type { Panel } from './fetch-slots.ts';

const panel = (service: string, result: FragmentResult): Panel => ({
  service,
  slot: 'alerts',
  path: '/alerts',
  title: service,
  order: 1,
  result,
});
const silent: FragmentResult = { outcome: 'content', status: 200, html: ' ' };

test('that there are none is said of the record only where every service was asked', () => {
  const words = (...panels: readonly Panel[]) => String(alertStrip(panels, 'p'));
  expect(words(panel('results', silent))).toContain('No alerts in this record.');
  const some = words(panel('results', silent), panel('medicines', { outcome: 'withheld' }));
  expect(some).not.toContain('in this record');
  expect(some).toContain('No alerts that your role may see.');
  expect(words(panel('results', { outcome: 'unavailable', since: 0, reason: 'slow' }))).not.toContain('No alerts');
});
