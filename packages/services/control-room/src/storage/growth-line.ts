import { attributes, type Html, html } from '@baseplate-epr/clinical-format';
import type { PlaceGrowth } from './growth-of.ts';

const width = 240;
const height = 48;

/** Room over time as a line from the first sample to the last; the numbers stand beside it. Nothing of fewer than two samples. */
export function growthLine({ points }: PlaceGrowth): Html | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last.at === first.at) return undefined;
  const most = Math.max(...points.map(({ bytes }) => bytes), 1);
  const line = points
    .map(({ at, bytes }) => {
      const x = ((at - first.at) / (last.at - first.at)) * width;
      return `${x.toFixed(1)},${(height - (bytes / most) * (height - 4)).toFixed(1)}`;
    })
    .join(' ');
  const box = attributes({ viewBox: `0 0 ${width} ${height}`, class: 'line', 'aria-hidden': 'true' });
  return html`<svg${box}><polyline${attributes({ points: line })}></polyline></svg>`;
}
