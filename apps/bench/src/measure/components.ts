import type { RunningFloor } from '../floor/start-floor.ts';
import { requestBytes } from '../load/request-bytes.ts';
import { cycle } from './cycle.ts';
import { measureSlice } from './measure-slice.ts';
import { rateOf } from './side.ts';

/** A part of the floor, alone. */
export interface Component {
  readonly name: string;
  /** Per second. */
  readonly rate: number;
  /** What the same part reached on a machine like the one the goals were set on; per second. */
  readonly orientation?: number;
  /** Processor time of the load generator per request, in microseconds, and what it could send at most with one processor. */
  readonly generator?: { readonly cpu: number; readonly ceiling: number };
}

/** Measures the parts that the floors are made of, each at its best round. */
export async function measureComponents(
  floor: RunningFloor,
  { rounds, slice, body }: { readonly rounds: number; readonly slice: number; readonly body: string },
): Promise<readonly Component[]> {
  const hello = requestBytes({ method: 'GET', path: '/hello' });
  const posted = requestBytes({
    method: 'POST',
    path: '/body',
    headers: { 'content-type': 'application/fhir+json' },
    body,
  });
  const web = async (name: string, request: Buffer, orientation: number): Promise<Component> => {
    let best = { rate: 0, cpu: 0 };
    for (let round = 0; round <= rounds; round += 1) {
      const before = process.cpuUsage();
      const measured = await measureSlice(floor, { next: cycle([request]), concurrency: 16, milliseconds: slice });
      const { user, system } = process.cpuUsage(before);
      const rate = rateOf(measured);
      if (rate > best.rate) best = { rate, cpu: (user + system) / measured.requests };
    }
    return { name, rate: best.rate, orientation, generator: { cpu: best.cpu, ceiling: 1_000_000 / best.cpu } };
  };
  let points = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const { count, milliseconds } = await floor.pointReads(slice);
    points = Math.max(points, (1000 * count) / milliseconds);
  }
  return [
    await web('bare Hono route', hello, 24_000),
    await web('posted body', posted, 3200),
    { name: 'raw point reads', rate: points, orientation: 235_000 },
  ];
}
