import { describe, expect, it } from 'vitest';
import { createRandom } from './create-random.ts';
import { deterministicUuid } from './deterministic-uuid.ts';

describe('createRandom', () => {
  it('gives the same stream for the same name, on every machine', () => {
    const random = createRandom('a name');
    const drawn = [random.next(), random.next(), random.next()].map((value) => value.toFixed(9));
    const again = createRandom('a name');
    expect([again.next(), again.next(), again.next()].map((value) => value.toFixed(9))).toEqual(drawn);
    expect(createRandom('b name').next()).not.toBe(createRandom('a name').next());
  });

  it('is even enough', () => {
    const random = createRandom('evenness');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let count = 0; count < 20_000; count++) counts[random.integer(0, 9)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('stays within three standard deviations of the mean', () => {
    const random = createRandom('bell');
    const drawn = Array.from({ length: 5000 }, () => random.around(10, 2));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(16);
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(10, 0);
  });

  it('follows weights', () => {
    const random = createRandom('weights');
    const drawn = Array.from(
      { length: 2000 },
      () =>
        random.weighted([
          { name: 'often', weight: 9 },
          { name: 'seldom', weight: 1 },
        ]).name,
    );
    const often = drawn.filter((name) => name === 'often').length;
    expect(often).toBeGreaterThan(1700);
    expect(often).toBeLessThan(1900);
  });

  it('says so when there is nothing to pick from', () => {
    expect(() => createRandom('empty').pick([])).toThrow(/list is empty/);
  });
});

describe('deterministicUuid', () => {
  it('is a version 8 UUID that only the name decides', () => {
    const ids = Array.from({ length: 5000 }, (_, place) => deterministicUuid(`name ${place}`));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(deterministicUuid('name 7')).toBe(ids[7]);
  });

  it('never changes: stored populations depend on it', () => {
    expect(deterministicUuid('story/mary-edwards/Patient/0')).toBe('e12e5cb9-8e42-8b91-aa5d-d3a3e5590b1e');
  });
});
