import { describe, expect, it } from 'vitest';
import { laboratoryTests } from '../data/laboratory-tests.ts';
import { decimal } from '../resource/raw-json.ts';
import { filtrationRate } from './filtration-rate.ts';
import { interpret, limitsFor } from './interpret.ts';

describe('interpret', () => {
  const flag = (value: number) =>
    interpret(laboratoryTests.potassium, limitsFor(laboratoryTests.potassium, 'F', 50), value).coding?.[0]?.code;

  it('puts a potassium into the five words', () => {
    expect([2.5, 3.4, 3.5, 5.3, 5.4, 6.5].map(flag)).toEqual(['LL', 'L', 'N', 'N', 'H', 'HH']);
  });

  it('has other limits for women and children', () => {
    expect(limitsFor(laboratoryTests.haemoglobin, 'F', 40)).toEqual({ low: 115, high: 165 });
    expect(limitsFor(laboratoryTests.haemoglobin, 'M', 40)).toEqual({ low: 130, high: 180 });
    expect(limitsFor(laboratoryTests.haemoglobin, 'M', 6)).toEqual({ low: 110, high: 145 });
    expect(limitsFor(laboratoryTests.filtration, 'M', 40)).toEqual({ low: 60 });
  });
});

describe('filtrationRate', () => {
  it('agrees with published values of CKD-EPI 2009', () => {
    expect(filtrationRate(88.4, 50, 'M')).toBe(87);
    expect(filtrationRate(88.4, 50, 'F')).toBe(66);
    expect(filtrationRate(182, 81, 'F')).toBe(22);
  });
});

describe('decimal', () => {
  it('keeps the digits that the laboratory writes', () => {
    const text = JSON.stringify([decimal(4, 1), decimal(4.25, 1), decimal(7, 0), decimal(0.7, 2)]);
    expect(text).toBe('[4.0,4.3,7,0.70]');
  });
});
