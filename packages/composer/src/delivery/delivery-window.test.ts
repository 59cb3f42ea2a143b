import type { RecordEvent } from '@baseplate-epr/record';
import { expect, test } from 'vitest';
import { createDeliveryWindow, type Waiting } from './delivery-window.ts';

function change(id: string, ...patients: readonly string[]): Waiting {
  const event: RecordEvent = {
    type: 'Observation',
    id,
    versionId: '1',
    interaction: 'create',
    lastUpdated: 0,
    patients,
  };
  return { event, attempts: 0, strikes: 0 };
}

const takenFrom = (window: ReturnType<typeof createDeliveryWindow>, now = 0) => window.take(now)?.event.id;

test('changes of one patient come one after the other, those of others beside them', () => {
  const window = createDeliveryWindow('start');
  const [a1, a2, b1, ab, b2] = [
    change('a1', 'a'),
    change('a2', 'a'),
    change('b1', 'b'),
    change('ab', 'a', 'b'),
    change('b2', 'b'),
  ];
  window.add({ waiting: [a1, a2, b1, ab, b2], cursor: 'end' });
  expect([takenFrom(window), takenFrom(window), takenFrom(window)]).toEqual(['a1', 'b1', undefined]);
  window.settle(a1.event);
  expect([takenFrom(window), takenFrom(window)]).toEqual(['a2', undefined]);
  window.settle(b1.event);
  window.settle(a2.event);
  // It concerns both, and b2 stands behind it.
  expect([takenFrom(window), takenFrom(window)]).toEqual(['ab', undefined]);
  window.settle(ab.event);
  expect(takenFrom(window)).toBe('b2');
});

test('versions of one resource come in their order, also where it went from one patient to another, or concerns none', () => {
  const window = createDeliveryWindow('start');
  const first = change('o', 'a');
  const second = { ...first, event: { ...first.event, versionId: '2', patients: ['b'] } };
  window.add({ waiting: [first, second], cursor: 'end' });
  expect(window.take(0)?.event.versionId).toBe('1');
  expect(window.take(0)).toBeUndefined();
  window.settle(first.event);
  expect(window.take(0)?.event.versionId).toBe('2');
});

test('what was put back is taken at its time, and holds back what stands behind it', () => {
  const window = createDeliveryWindow('start');
  const [a1, a2] = [change('a1', 'a'), change('a2', 'a')];
  window.add({ waiting: [a1, a2], cursor: 'end' });
  expect(takenFrom(window)).toBe('a1');
  expect(window.nextAt()).toBeUndefined();
  window.putBack({ ...a1, attempts: 1 }, 50);
  expect(window.nextAt()).toBe(50);
  expect(takenFrom(window, 49)).toBeUndefined();
  expect(window.take(50)).toMatchObject({ attempts: 1 });
});

test('the cursor moves to the end of a page once everything up to there is settled, and no further', () => {
  const window = createDeliveryWindow('start');
  const [a1, b1, c1] = [change('a1', 'a'), change('b1', 'b'), change('c1', 'c')];
  window.add({ waiting: [a1, b1], cursor: 'one' });
  window.add({ waiting: [], cursor: 'two' });
  window.add({ waiting: [c1], cursor: 'three' });
  window.settle(c1.event);
  window.settle(b1.event);
  expect(window.cursor()).toBe('start');
  window.settle(a1.event);
  expect(window.cursor()).toBe('three');
  window.add({ waiting: [], cursor: 'four' });
  expect(window.cursor()).toBe('four');
});

test('a change that is read twice waits once, and one that is delivered again holds up no page', () => {
  const window = createDeliveryWindow('start');
  const [a1, b1] = [change('a1', 'a'), change('b1', 'b')];
  window.addLast(b1);
  window.add({ waiting: [a1], cursor: 'one' });
  window.add({ waiting: [a1], cursor: 'two' });
  expect(window.all()).toHaveLength(2);
  expect(window.cursor()).toBe('start');
  window.settle(a1.event);
  expect(window.cursor()).toBe('two');
});
