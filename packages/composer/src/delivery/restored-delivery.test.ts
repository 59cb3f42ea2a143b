import { expect, test } from 'vitest';
import { firstNote } from './delivery-note.ts';
import { restoredDelivery } from './restored-delivery.ts';

test('a restored service begins again, with nobody delivering to it; all else comes back as it was', () => {
  const note = { ...firstNote('changes-500', 7), delivered: 3, holder: { id: 'x', pid: 1, space: 'here' } };
  const restored = (key: string, value: string, namespace = 'deliveries') =>
    restoredDelivery({ namespace, key, value });
  expect(JSON.parse(restored('service/ward', JSON.stringify(note)))).toEqual({ ...firstNote('', 7), delivered: 3 });
  expect(restored('left/ward/@example/ward', 'changes-400')).toBe('');
  expect(restored('letter/ward/Observation/x/_history/1', '{"cursor":"x"}')).toBe('{"cursor":"x"}');
  expect(restored('service/ward', 'anything', 'service/ward')).toBe('anything');
});
