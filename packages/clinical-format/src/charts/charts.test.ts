import { describe, expect, it } from 'vitest';
import type { ChartSeries } from './chart-series.ts';
import { linearScale, niceTicks } from './linear-scale.ts';
import { seriesChartSvg } from './series-chart-svg.ts';
import { seriesFigure } from './series-figure.ts';
import { bloodPressureSeries, seriesOfObservations } from './series-of-observations.ts';
import { seriesTable } from './series-table.ts';
import { trendSvg } from './trend-svg.ts';

const day = (index: number) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString();
const potassium = (value: unknown, index: number, unit = 'mmol/L', more = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Potassium' },
  effectiveDateTime: day(index),
  valueQuantity: { value, unit, code: unit },
  referenceRange: [{ low: { value: 3.5, unit, code: unit }, high: { value: 5.3, unit, code: unit } }],
  ...more,
});
const first = (observations: unknown): ChartSeries =>
  seriesOfObservations(observations)[0] ?? { label: '', unit: '', points: [] };
const series = first([4.4, 4.1, '6.90'].map((value, index) => potassium(value, index)));

describe('seriesOfObservations', () => {
  it('keeps digits, words and the range, newest first', () => {
    expect(series).toEqual({
      label: 'Potassium',
      unit: 'mmol/L',
      points: [
        { time: day(2), value: '6.90', word: 'High' },
        { time: day(1), value: '4.1', word: 'Within range' },
        { time: day(0), value: '4.4', word: 'Within range' },
      ],
      range: { low: 3.5, high: 5.3 },
    });
  });

  it('never mixes units', () => {
    const mixed = seriesOfObservations([potassium(4, 0), potassium(4000, 2, 'umol/L'), potassium(5, 1)]);
    expect(mixed.map(({ unit, points }) => [unit, points.length])).toEqual([
      ['µmol/L', 1],
      ['mmol/L', 2],
    ]);
  });

  it('leaves out what is mistaken, has no number or no time', () => {
    const odd = [
      potassium(4, 0, 'mmol/L', { status: 'entered-in-error' }),
      potassium('x', 0),
      potassium(4, 0, 'mmol/L', { effectiveDateTime: 'soon' }),
      null,
      7,
    ];
    expect(seriesOfObservations(odd)).toEqual([]);
    expect(seriesOfObservations(undefined)).toEqual([]);
  });
});

describe('trendSvg', () => {
  it('is named, described, and marks the last point by shape', () => {
    const svg = String(trendSvg(series));
    expect(svg).toContain('role="img"');
    expect(svg).toContain('<title>Potassium, mmol/L trend</title>');
    expect(svg).toContain(
      '3 measurements from 01-Jan-2025 to 03-Jan-2025. Latest 6.90, above range, previous 4.1. Range 3.5 to 5.3.',
    );
    expect(svg).toMatch(/<path d="M126 1L/);
    expect(String(trendSvg(first([potassium(6, 0), potassium(4, 1)])))).toContain('<circle');
  });

  it('says when there is none', () => {
    expect(String(trendSvg({ label: 'Potassium', unit: 'mmol/L', points: [] }))).toContain('No trend yet');
    expect(String(trendSvg(first([potassium(4, 0)])))).toContain('No trend yet');
  });

  it('shows the latest 24 and stays below 1 kB', () => {
    const svg = String(
      trendSvg(first(Array.from({ length: 500 }, (_, index) => potassium(4 + (index % 7) / 10, index)))),
    );
    expect(svg).toContain('latest 24 measurements of 500');
    expect(svg.length).toBeLessThan(1000);
  });

  it('escapes labels', () => {
    expect(String(trendSvg({ ...series, label: '<script>' }))).not.toContain('<script>');
  });
});

describe('seriesChartSvg', () => {
  it('keeps label, unit, latest and previous value in view', () => {
    const svg = String(seriesChartSvg(series));
    expect(svg).toContain('>Potassium, mmol/L</text>');
    expect(svg).toMatch(/font-size="20"[^>]*>6\.90 mmol\/L <tspan[^>]*>previous 4\.1<\/tspan>/);
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('draws blood pressure as lines with end caps', () => {
    const panel = (systolic: number, diastolic: number, index: number) => ({
      effectiveDateTime: day(index),
      component: [
        { code: { coding: [{ code: '8480-6' }] }, valueQuantity: { value: systolic, code: 'mm[Hg]' } },
        { code: { coding: [{ code: '8462-4' }] }, valueQuantity: { value: diastolic, code: 'mm[Hg]' } },
      ],
    });
    const svg = String(seriesChartSvg(bloodPressureSeries([panel(128, 76, 0), panel(98, 58, 1)])));
    expect(svg).toContain('98/58 mmHg');
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(2);
    expect(svg).not.toContain('polyline');
  });

  it('draws one point, equal points and very large and small numbers without a broken coordinate', () => {
    for (const values of [[5], [5, 5], [0, 0], [1e12, 1.1e12], [1e-9, 2e-9], [-5, 5]]) {
      const svg = String(
        seriesChartSvg({ label: 'x', unit: '', points: values.map((value, index) => ({ time: day(index), value })) }),
      );
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('says when there is nothing to draw', () => {
    expect(String(seriesChartSvg({ label: 'Pulse', unit: '', points: [] }))).toContain(
      'No measurements of Pulse to draw.',
    );
  });
});

describe('seriesTable and seriesFigure', () => {
  it('writes every point, newest first', () => {
    const text = String(seriesTable(series));
    expect(text.match(/<tr>/g)).toHaveLength(4);
    expect(text).toContain('Value (mmol/L)');
    expect(text.indexOf('6.90')).toBeLessThan(text.indexOf('4.4'));
    expect(text).toContain('Within range');
  });

  it('puts the table beside the chart', () => {
    expect(String(seriesFigure(series))).toMatch(/<figure.*<svg.*<details.*<table.*<\/figure>/s);
  });
});

describe('scales', () => {
  it('maps ends to ends and one value to the middle', () => {
    expect([linearScale(0, 10, 100, 0)(0), linearScale(0, 10, 100, 0)(10), linearScale(5, 5, 0, 10)(5)]).toEqual([
      100, 0, 5,
    ]);
  });

  it('finds round numbers around the domain', () => {
    expect(niceTicks(3.5, 6.9, 5)).toEqual([3, 4, 5, 6, 7]);
    expect(niceTicks(0, 100, 5)).toEqual([0, 50, 100]);
    expect(niceTicks(5, 5, 5).length).toBeGreaterThan(1);
  });
});

describe('a value that is a limit', () => {
  it('stays one in the words and the table of its chart', () => {
    const limits = [1, 2].map((day) => ({
      code: { text: 'CRP' },
      effectiveDateTime: `2026-11-0${day}`,
      valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' },
    }));
    const [series] = seriesOfObservations(limits);
    if (series === undefined) throw new Error('There is no series.');
    expect(String(trendSvg(series))).toContain('Latest less than 5, previous less than 5');
    expect(String(seriesTable(series))).toContain('less than 5');
  });
});
