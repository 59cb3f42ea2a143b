/** One second of a load: requests answered in it, and within how many milliseconds 99 of 100 of them were. */
export type Second = readonly [requests: number, p99: number];

/** What a chart of a change-over shows. */
export interface ChangeOverChart {
  readonly seconds: readonly Second[];
  /** The phase that began at this second after the load did. */
  readonly marks: readonly { readonly at: number; readonly phase: string }[];
  /** Below the chart: what was asked for, on which machine. */
  readonly caption: string;
}

const [width, left, right] = [900, 64, 16];
const rate = { top: 40, height: 130, name: 'requests answered a second' };
const tail = { top: 222, height: 170, name: '99 of 100 within, ms' };
const height = 470;
const shades: Readonly<Record<string, string>> = { copying: '#dbe9f6', following: '#dbe9f6', mirroring: '#e7f3e4' };

/** Draws rate and tail over time, with the phases behind them, as SVG that stands by itself. The same data make the same text. */
export function changeOverChart({ seconds, marks, caption }: ChangeOverChart): string {
  const last = seconds.length;
  const x = (second: number) => left + (second / last) * (width - left - right);
  const most = Math.ceil(Math.max(...seconds.map(([requests]) => requests)) / 100) * 100;
  const y = (value: number) => rate.top + rate.height * (1 - value / most);
  const [least, greatest] = [1, 5];
  const byTail = (value: number) =>
    tail.top + tail.height * (1 - (Math.log10(Math.max(10, value)) - least) / (greatest - least));

  const line = (points: readonly (readonly [number, number])[], colour: string) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="1" points="${points.map(([one, other]) => `${round(one)},${round(other)}`).join(' ')}"/>`;
  const grid = (at: number, words: string) =>
    `<line x1="${left}" x2="${width - right}" y1="${round(at)}" y2="${round(at)}" stroke="#d0d5da"/>${text(left - 6, at + 4, words, 'end')}`;
  const phases = marks.map(({ at, phase }, place) => {
    const until = marks[place + 1]?.at ?? last;
    const shade = shades[phase] ?? '#f6dede';
    const span = Math.max(1, x(until) - x(at));
    return `<rect x="${round(x(at))}" y="${rate.top}" width="${round(span)}" height="${tail.top + tail.height - rate.top}" fill="${shade}"/>`;
  });
  const flips = marks
    .filter(({ phase }) => phase === 'holding')
    .map(
      ({ at }, place) =>
        `<line x1="${round(x(at))}" x2="${round(x(at))}" y1="${rate.top - 8}" y2="${tail.top + tail.height}" stroke="#b3261e" stroke-dasharray="4 3"/>${text(x(at), rate.top - 12, place === 0 ? 'apply: flip' : 'rollback: flip', 'middle')}`,
    );
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#212b32" role="img">`,
    '<title>Rate and tail of requests while a record is changed over and back</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...phases,
    grid(y(0), '0'),
    grid(y(most / 2), String(most / 2)),
    grid(y(most), String(most)),
    ...[10, 100, 1000, 10_000, 100_000].map((value) => grid(byTail(value), value.toLocaleString('en-GB'))),
    text(left, rate.top + rate.height + 18, rate.name, 'start'),
    text(left, tail.top - 8, `${tail.name} (each step ten times as much)`, 'start'),
    line(
      seconds.map(([requests], second) => [x(second + 0.5), y(requests)] as const),
      '#005eb8',
    ),
    line(
      seconds.map(([, p99], second) => [x(second + 0.5), byTail(p99)] as const),
      '#7c2855',
    ),
    ...flips,
    ...ticks(last).map((second) => text(x(second), tail.top + tail.height + 18, `${second} s`, 'middle')),
    legend(left, height - 38, [
      ['#dbe9f6', 'copying and following'],
      ['#f6dede', 'holding and flipped'],
      ['#e7f3e4', 'the other store is kept like the one in force'],
    ]),
    text(left, height - 12, caption, 'start'),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function ticks(last: number): number[] {
  return Array.from({ length: Math.floor(last / 60) + 1 }, (_, minute) => minute * 60);
}

function legend(from: number, at: number, entries: readonly (readonly [string, string])[]): string {
  return entries
    .map(([colour, words], place) => {
      const begin = from + [0, 190, 360][place]!;
      return `<rect x="${begin}" y="${at - 10}" width="12" height="12" fill="${colour}" stroke="#aeb7bd"/>${text(begin + 18, at, words, 'start')}`;
    })
    .join('');
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${safe}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
