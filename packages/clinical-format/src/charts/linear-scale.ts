/** Maps a number on to a drawing: `from` of the domain to `start`, `to` to `end`. */
export type Scale = (value: number) => number;

/** A straight scale; a domain of one value maps to the middle. */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  if (to === from) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** A coordinate in as few bytes as one decimal allows. */
export function short(coordinate: number): string {
  return String(Math.round(coordinate * 10) / 10);
}

/** Round numbers across a domain, about `count` of them, the first at or below `from` and the last at or above `to`. */
export function niceTicks(from: number, to: number, count: number): readonly number[] {
  if (!(to > from)) {
    const margin = Math.abs(from) * 0.1 || 1;
    return niceTicks(from - margin, to + margin, count);
  }
  const rough = (to - from) / Math.max(count - 1, 1);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough * 0.999) ?? 10);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks: number[] = [];
  for (let index = first; index <= last && ticks.length < 20; index += 1) {
    ticks.push(Number((index * step).toFixed(Math.min(decimals, 20))));
  }
  return ticks;
}
