import { parseResource, validateResource } from '@baseplate-epr/fhir';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPopulation, sketchMoment } from './__fixtures__/read-population.ts';
import { fixedStories } from './fixed-stories.ts';
import { generatePopulation } from './generate-population.ts';

const population = readPopulation(80);

afterEach(() => vi.restoreAllMocks());

describe('generatePopulation', () => {
  it('gives the same bytes for the same options, whatever the number of patients', () => {
    const again = readPopulation(35);
    expect(again.map(({ text }) => text)).toEqual(population.slice(0, 36).map(({ text }) => text));
  });

  it('draws other patients for another seed, and tells the fixed stories unchanged', () => {
    const other = readPopulation(35, 'another');
    const stories = fixedStories.length;
    expect(other.slice(0, stories + 1).map(({ text }) => text)).toEqual(
      population.slice(0, stories + 1).map(({ text }) => text),
    );
    for (const bundle of other.slice(stories + 1)) expect(bundle.text).not.toBe(population[bundle.index]?.text);
  });

  it('reads no clock and no source of chance', () => {
    vi.spyOn(Math, 'random').mockImplementation(() => expect.fail('Math.random was called'));
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const first = readPopulation(32);
    vi.setSystemTime(Date.UTC(2031, 0, 1));
    const second = readPopulation(32);
    vi.useRealTimers();
    expect(second.map(({ text }) => text)).toEqual(first.map(({ text }) => text));
  });

  it('gives organisations first, then patients by index', () => {
    const kinds = [...generatePopulation({ patients: 2, seed: 1, now: sketchMoment })].map(({ kind, index }) => [
      kind,
      index,
    ]);
    expect(kinds).toEqual([
      ['organisations', 0],
      ['patient', 1],
      ['patient', 2],
    ]);
  });

  it('counts the resources it wrote', () => {
    for (const { text, resources } of generatePopulation({ patients: 5, seed: 1, now: sketchMoment })) {
      expect(JSON.parse(text).entry).toHaveLength(resources);
    }
  });

  it('puts every resource under its own id, once', () => {
    const seen = new Set<string>();
    for (const { entries } of population) {
      for (const { resource, request } of entries) {
        expect(request).toEqual({ method: 'PUT', url: `${resource.resourceType}/${resource.id}` });
        expect(seen.has(request.url)).toBe(false);
        seen.add(request.url);
      }
    }
  });

  it('refers only to its own bundle or to the organisations', () => {
    const shared = new Set(population[0]?.entries.map(({ request }) => request.url));
    for (const { text, entries } of population) {
      const own = new Set(entries.map(({ request }) => request.url));
      for (const [, target = ''] of text.matchAll(/"reference":"([^"#]+)"/g))
        expect(own.has(target) || shared.has(target), target).toBe(true);
      for (const [, target = ''] of text.matchAll(/"url":"(Binary\/[^"]+)"/g))
        expect(own.has(target), target).toBe(true);
    }
  });

  it('is valid R4 in every bundle', () => {
    for (const { text, index } of population) {
      expect(validateResource(parseResource(text)), `bundle ${index}`).toEqual([]);
    }
  });

  it('is compact JSON', () => {
    for (const { text } of population.slice(0, 5)) expect(text).not.toMatch(/\n|": |, "/);
  });

  it('refuses options that make no sense, in words', () => {
    const first = (options: { patients: number; now: number }) => generatePopulation({ seed: 1, ...options }).next();
    expect(() => first({ patients: 0, now: sketchMoment })).toThrow(/cannot have 0 patients/);
    expect(() => first({ patients: 1.5, now: sketchMoment })).toThrow(/whole number/);
    expect(() => first({ patients: 1_000_000, now: sketchMoment })).toThrow(/test range/);
    expect(() => first({ patients: 1, now: Number.NaN })).toThrow(/cannot end at NaN/);
    expect(() => first({ patients: 1, now: Date.UTC(2020, 0) })).toThrow(/1 January 2025/);
  });

  it('works at other moments of the year, in summer time too', () => {
    for (const now of [Date.UTC(2025, 0, 1), Date.UTC(2027, 6, 4, 23, 59), Date.UTC(2028, 1, 29, 12)]) {
      for (const { text } of readPopulation(30, 9, now).slice(8))
        expect(validateResource(parseResource(text))).toEqual([]);
    }
  });
});
