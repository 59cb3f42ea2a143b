import type { GrowthResult, GrowthResults } from '../grow/growth-result.ts';

/** A curve: its name and its points from small to large. */
interface Curve {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const width = 760;
const height = 420;
const plot = { left: 64, right: 560, top: 56, bottom: 350 };
/** Told apart by colour and by dash, and readable on white and on black. */
const strokes = [
  { colour: '#1f77b4', dash: '' },
  { colour: '#d1495b', dash: '8 4' },
  { colour: '#2a9d5c', dash: '2 4' },
  { colour: '#b8860b', dash: '10 3 2 3' },
  { colour: '#8a63d2', dash: '5 3' },
] as const;

/**
 * Draws how long the same work takes as the record grows, as multiples of what it took at the smallest size: processor time for each
 * request or resource. A flat line is a record whose size does not matter.
 */
export function growthPicture({ sizes }: GrowthResults): string {
  const curves = curvesOf(sizes);
  const all = sizes.map(({ patients }) => patients);
  const [smallest = 1] = all;
  const largest = Math.max(...all, smallest + 1);
  const top = Math.max(2, Math.ceil(Math.max(...curves.flatMap(({ points }) => points.map(({ y }) => y)))));
  const across = (patients: number) =>
    plot.left + (Math.log(patients / smallest) / Math.log(largest / smallest)) * (plot.right - plot.left);
  const up = (times: number) => plot.bottom - (times / top) * (plot.bottom - plot.top);
  const step = top > 6 ? Math.ceil(top / 6) : 0.5;
  const parts: string[] = [];
  for (let times = 0; times <= top; times += step) {
    parts.push(
      `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${round(up(times))}" y2="${round(up(times))}"/>`,
    );
    parts.push(`<text x="${plot.left - 8}" y="${round(up(times) + 4)}" text-anchor="end">${times} ×</text>`);
  }
  parts.push(
    `<line class="limit" x1="${plot.left}" x2="${plot.right}" y1="${round(up(1.5))}" y2="${round(up(1.5))}"/>`,
    `<text x="${plot.right - 6}" y="${round(up(1.5) - 5)}" text-anchor="end">allowed for a read or search: 1.5 ×</text>`,
  );
  for (const patients of all) {
    parts.push(
      `<line class="grid" x1="${round(across(patients))}" x2="${round(across(patients))}" y1="${plot.top}" y2="${plot.bottom}"/>`,
      `<text x="${round(across(patients))}" y="${plot.bottom + 20}" text-anchor="middle">${patients.toLocaleString('en-GB')}</text>`,
    );
  }
  const labels = spread(curves.map(({ points }) => up(points.at(-1)?.y ?? 0)));
  for (const [index, { name, points }] of curves.entries()) {
    const { colour, dash } = strokes[index % strokes.length] ?? strokes[0];
    const at = points.map(({ x, y }) => `${round(across(x))},${round(up(y))}`);
    const last = points.at(-1);
    parts.push(
      `<polyline points="${at.join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
      ...at.map(
        (point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3.5" fill="${colour}"/>`,
      ),
      `<text x="${plot.right + 34}" y="${round((labels[index] ?? 0) + 4)}" style="fill:${colour}">${name} ${(last?.y ?? 0).toFixed(2)} ×</text>`,
    );
  }
  const spoken = curves.map(({ name, points }) => `${name} ${(points.at(-1)?.y ?? 0).toFixed(2)} times`).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">What the same work costs as the record grows</title>
<desc id="description">Processor time at ${largest.toLocaleString('en-GB')} patients by that at ${smallest.toLocaleString('en-GB')}: ${spoken}.</desc>
<style>
text { font: 13px system-ui, sans-serif; fill: #57606a; }
.head { font-size: 16px; font-weight: 600; }
.grid { stroke: #8b949e; stroke-opacity: 0.35; }
.limit { stroke: #8b949e; stroke-dasharray: 3 3; }
@media (prefers-color-scheme: dark) { text { fill: #b1bac4; } }
</style>
<text class="head" x="${plot.left}" y="24">What the same work costs as the record grows</text>
<text x="${plot.left}" y="43">Processor time for each request or resource; ${smallest.toLocaleString('en-GB')} patients = 1 ×</text>
${parts.join('\n')}
<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 44}" text-anchor="middle">patients in the record (about 110 resources each)</text>
</svg>
`;
}

function curvesOf(sizes: GrowthResults['sizes']): readonly Curve[] {
  const [first] = sizes;
  if (first === undefined) throw new Error('There is no size to draw.');
  const cost = (size: GrowthResult, name: string) =>
    size.operations.find(({ operation, concurrency }) => operation === name && concurrency === 16)?.record.cpu ?? 0;
  const relative = (name: string, of: (size: GrowthResult) => number): Curve => ({
    name,
    points: sizes.map((size) => ({ x: size.patients, y: of(size) / of(first) })),
  });
  return [
    ...['read', 'chart search', 'identifier search', 'name search'].map((name) =>
      relative(name, (size) => cost(size, name)),
    ),
    relative('ingest', ({ ingest }) => ingest.cpu),
  ];
}

/** Moves labels apart that would stand on each other, keeping their order. */
function spread(heights: readonly number[]): readonly number[] {
  const placed: number[] = [];
  let last = -Infinity;
  for (const { height, index } of heights
    .map((height, index) => ({ height, index }))
    .sort((a, b) => a.height - b.height)) {
    last = Math.max(height, last + 17);
    placed[index] = last;
  }
  return placed;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
