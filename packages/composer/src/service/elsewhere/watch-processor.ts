import type { HostedProgram } from './hosted-program.ts';
import type { ProcessorTime } from './process-usage.ts';

/** From one look to the next a service that answers has pauses, and wants less than this part of the time. */
const pauseless = 0.9;
/** Who got less than this part waited; it did not compute. */
const some = 0.05;
const greedyLooks = 2;

/** Says at each look, once, that a program wants to compute without pause, as often as it looked: a service does so for moments, to answer. */
export function watchProcessor(program: Pick<HostedProgram, 'processorTime'>): () => Promise<boolean> {
  let before: (ProcessorTime & { readonly at: number }) | undefined;
  let greedy = 0;
  return async () => {
    const now = await program.processorTime();
    if (now === undefined) return false;
    const last = before;
    before = { ...now, at: performance.now() };
    if (last === undefined) return false;
    const passed = before.at - last.at;
    const computed = now.computed - last.computed;
    const wanted = computed + now.waited - last.waited;
    greedy = wanted > pauseless * passed && computed > some * passed ? greedy + 1 : 0;
    return greedy === greedyLooks;
  };
}
