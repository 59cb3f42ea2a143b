import { describe, expect, it } from 'vitest';
import { chartColours } from '../charts/chart-colours.ts';
import { clinicalColours } from './clinical-colours.ts';
import { clinicalStyles } from './clinical-styles.ts';

/** Relative luminance by WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('colours', () => {
  it.each(Object.entries(clinicalColours))('%s has 4.5:1', (_, { text, background }) => {
    expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['line', 'point', 'outside'] as const)('%s of a chart has 3:1 on white and on the band', (name) => {
    expect(contrast(chartColours[name], '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(chartColours[name], chartColours.band)).toBeGreaterThanOrEqual(3);
  });

  it.each(['text', 'quiet'] as const)('%s of a chart has 4.5:1', (name) => {
    expect(contrast(chartColours[name], '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });

  it('are in the style sheet, which is small', () => {
    expect(clinicalStyles).toContain('.clinical-score--3{color:#212b32;background:#ef9a9a}');
    expect(clinicalStyles).not.toContain('undefined');
    expect(clinicalStyles.length).toBeLessThan(4000);
  });
});
