import { describe, expect, it } from 'vitest';
import { news2Points, type SpO2Scale } from './news2-bands.ts';
import { news2Response } from './news2-response.ts';
import { type Acvpu, type News2Parameter, type News2Values, news2Parameters } from './news2-values.ts';
import { scoreNews2 } from './score-news2.ts';

const well = {
  respirations: 16,
  oxygenSaturation: 97,
  supplementalOxygen: false,
  systolicBloodPressure: 128,
  pulse: 78,
  consciousness: 'A',
  temperature: 36.8,
} as const satisfies News2Values;

const adult = { scale: 1, ageYears: 81 } as const;

/** First and last value of each band of the printed chart, with its points. */
const chart: readonly (readonly [
  News2Parameter,
  SpO2Scale,
  oxygen: boolean,
  from: number,
  to: number,
  points: number,
])[] = [
  ['respirations', 1, false, 0, 8, 3],
  ['respirations', 1, false, 9, 11, 1],
  ['respirations', 1, false, 12, 20, 0],
  ['respirations', 1, false, 21, 24, 2],
  ['respirations', 1, false, 25, 120, 3],
  ...[true, false].flatMap((oxygen) => [
    ['oxygenSaturation', 1, oxygen, 0, 91, 3] as const,
    ['oxygenSaturation', 1, oxygen, 92, 93, 2] as const,
    ['oxygenSaturation', 1, oxygen, 94, 95, 1] as const,
    ['oxygenSaturation', 1, oxygen, 96, 100, 0] as const,
    ['oxygenSaturation', 2, oxygen, 0, 83, 3] as const,
    ['oxygenSaturation', 2, oxygen, 84, 85, 2] as const,
    ['oxygenSaturation', 2, oxygen, 86, 87, 1] as const,
    ['oxygenSaturation', 2, oxygen, 88, 92, 0] as const,
  ]),
  ['oxygenSaturation', 2, false, 93, 100, 0],
  ['oxygenSaturation', 2, true, 93, 94, 1],
  ['oxygenSaturation', 2, true, 95, 96, 2],
  ['oxygenSaturation', 2, true, 97, 100, 3],
  ['systolicBloodPressure', 1, false, 0, 90, 3],
  ['systolicBloodPressure', 1, false, 91, 100, 2],
  ['systolicBloodPressure', 1, false, 101, 110, 1],
  ['systolicBloodPressure', 1, false, 111, 219, 0],
  ['systolicBloodPressure', 1, false, 220, 350, 3],
  ['pulse', 1, false, 0, 40, 3],
  ['pulse', 1, false, 41, 50, 1],
  ['pulse', 1, false, 51, 90, 0],
  ['pulse', 1, false, 91, 110, 1],
  ['pulse', 1, false, 111, 130, 2],
  ['pulse', 1, false, 131, 350, 3],
];

describe('bands of the chart', () => {
  it.each(chart)('%s, scale %i, oxygen %s, %i to %i scores %i', (parameter, scale, oxygen, from, to, points) => {
    for (let value = from; value <= to; value += 1) {
      const values = { ...well, supplementalOxygen: oxygen, [parameter]: value };
      expect(news2Points(parameter, values, scale)).toBe(points);
    }
  });

  it('scores every tenth of a degree', () => {
    for (let tenths = 200; tenths <= 460; tenths += 1) {
      const expected = tenths <= 350 ? 3 : tenths <= 360 ? 1 : tenths <= 380 ? 0 : tenths <= 390 ? 1 : 2;
      expect(news2Points('temperature', { temperature: tenths / 10 }, 1)).toBe(expected);
    }
  });

  it.each([
    ['A', 0],
    ['C', 3],
    ['V', 3],
    ['P', 3],
    ['U', 3],
  ] as const)('consciousness %s scores %i', (consciousness, points) => {
    expect(news2Points('consciousness', { consciousness }, 1)).toBe(points);
  });

  it('scores oxygen 2 and air 0', () => {
    expect(news2Points('supplementalOxygen', { supplementalOxygen: true }, 1)).toBe(2);
    expect(news2Points('supplementalOxygen', { supplementalOxygen: false }, 1)).toBe(0);
  });

  it('rounds to what the chart prints', () => {
    expect(news2Points('temperature', { temperature: 38.05 }, 1)).toBe(1);
    expect(news2Points('temperature', { temperature: 38.04 }, 1)).toBe(0);
    expect(news2Points('temperature', { temperature: 35.04 }, 1)).toBe(3);
    expect(news2Points('pulse', { pulse: 90.4 }, 1)).toBe(0);
    expect(news2Points('pulse', { pulse: 90.5 }, 1)).toBe(1);
  });

  it.each([
    { respirations: -1 },
    { oxygenSaturation: 101 },
    { systolicBloodPressure: 1200 },
    { pulse: Number.NaN },
    { temperature: 98.6 },
    { temperature: Number.POSITIVE_INFINITY },
  ])('does not score what cannot be true: %j', (wrong) => {
    const score = scoreNews2({ ...well, ...wrong }, adult);
    expect(score).toMatchObject({ outcome: 'incomplete', missing: Object.keys(wrong) });
  });
});

describe('scoreNews2', () => {
  it('scores the deteriorating patient of the sketch', () => {
    const sets: readonly (readonly [number, number, boolean, number, number, number, number])[] = [
      [16, 97, false, 128, 78, 36.8, 0],
      [21, 95, false, 112, 96, 38.1, 5],
      [22, 94, true, 104, 108, 38.4, 8],
      [25, 92, true, 98, 114, 38.6, 12],
    ];
    for (const [
      respirations,
      oxygenSaturation,
      supplementalOxygen,
      systolicBloodPressure,
      pulse,
      temperature,
      total,
    ] of sets) {
      const values = {
        ...well,
        respirations,
        oxygenSaturation,
        supplementalOxygen,
        systolicBloodPressure,
        pulse,
        temperature,
      };
      expect(scoreNews2(values, adult)).toMatchObject({ outcome: 'complete', total });
    }
  });

  it('says the response and how often to monitor', () => {
    expect(scoreNews2(well, adult)).toMatchObject({
      risk: 'none',
      words: 'NEWS2 0: routine monitoring, monitor at least every 12 hours',
    });
    expect(scoreNews2({ ...well, consciousness: 'C' }, adult)).toMatchObject({
      total: 3,
      risk: 'low-medium',
      threes: ['consciousness'],
      words: 'NEWS2 3: urgent ward review, monitor at least every hour',
    });
  });

  it('sums the points of any whole set', () => {
    const samples = {
      respirations: [8, 12, 25],
      oxygenSaturation: [91, 94, 97],
      pulse: [40, 60, 120],
      temperature: [35, 37, 39.5],
    };
    for (const respirations of samples.respirations)
      for (const oxygenSaturation of samples.oxygenSaturation)
        for (const pulse of samples.pulse)
          for (const temperature of samples.temperature)
            for (const consciousness of ['A', 'U'] satisfies Acvpu[])
              for (const supplementalOxygen of [true, false])
                for (const scale of [1, 2] as const) {
                  const values = {
                    ...well,
                    respirations,
                    oxygenSaturation,
                    pulse,
                    temperature,
                    consciousness,
                    supplementalOxygen,
                  };
                  const points = news2Parameters.map(
                    (parameter) => news2Points(parameter, values, scale) ?? Number.NaN,
                  );
                  const total = points.reduce<number>((sum, each) => sum + each, 0);
                  expect(scoreNews2(values, { ...adult, scale })).toMatchObject({ outcome: 'complete', total });
                }
  });

  it.each(news2Parameters)('gives no total without %s, and names it', (parameter) => {
    const score = scoreNews2({ ...well, [parameter]: undefined }, adult);
    expect(score).toMatchObject({ outcome: 'incomplete', missing: [parameter] });
    expect(score).not.toHaveProperty('total');
    expect(score.words).toMatch(/^NEWS2 incomplete: .+ missing$/);
  });

  it('still says what an incomplete set already calls for', () => {
    const score = scoreNews2({ consciousness: 'U', respirations: 30, systolicBloodPressure: 80 }, adult);
    expect(score).toMatchObject({ outcome: 'incomplete', atLeast: { risk: 'high' } });
    expect(score.words).toBe(
      'NEWS2 incomplete: SpO\u2082, Air or oxygen, Pulse and Temperature missing. Already calls for: emergency response',
    );
    expect(scoreNews2({ consciousness: 'U' }, adult)).toMatchObject({ atLeast: { risk: 'low-medium' } });
    expect(scoreNews2({ pulse: 95 }, adult)).toMatchObject({ atLeast: undefined });
  });

  it('needs air or oxygen for a high saturation on scale 2', () => {
    const { supplementalOxygen: _, ...rest } = well;
    expect(scoreNews2(rest, { ...adult, scale: 2 })).toMatchObject({
      missing: ['oxygenSaturation', 'supplementalOxygen'],
    });
    expect(scoreNews2({ ...rest, oxygenSaturation: 90 }, { ...adult, scale: 2 })).toMatchObject({
      missing: ['supplementalOxygen'],
    });
  });

  it('is withheld under 16 and in pregnancy, with the reason', () => {
    expect(scoreNews2(well, { scale: 1, ageYears: 15 })).toEqual({
      outcome: 'withheld',
      reason: 'under-16',
      words: 'NEWS2 not scored: it is not for patients under 16',
    });
    expect(scoreNews2(well, { scale: 1, ageYears: 0 })).toMatchObject({ outcome: 'withheld' });
    expect(scoreNews2(well, { scale: 1, ageYears: 16 })).toMatchObject({ outcome: 'complete', caution: undefined });
    expect(scoreNews2(well, { scale: 1, ageYears: 30, pregnant: true })).toMatchObject({
      outcome: 'withheld',
      reason: 'pregnant',
    });
  });

  it('scores somebody of unknown age and says so', () => {
    expect(scoreNews2(well, { scale: 1 })).toMatchObject({
      outcome: 'complete',
      caution: expect.stringContaining('Age not known'),
    });
  });
});

describe('news2Response', () => {
  it.each([
    [0, false, 'none'],
    [1, false, 'low'],
    [4, false, 'low'],
    [3, true, 'low-medium'],
    [4, true, 'low-medium'],
    [5, false, 'medium'],
    [6, true, 'medium'],
    [7, false, 'high'],
    [20, true, 'high'],
  ] as const)('total %i, single three %s: %s', (total, single, risk) => {
    expect(news2Response(total, single).risk).toBe(risk);
  });
});
