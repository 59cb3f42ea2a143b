import { setFlagsFromString } from 'node:v8';
import { afterFullCollections } from './full-collections.ts';
import { createGrowthRule, heapGrowth } from './heap-growth.ts';

/**
 * Sets how V8 collects garbage in a process that serves, for all its threads. To be called once everything is loaded: with another flag, what is
 * cached of compiled modules would be compiled again.
 */
export function tuneCollector(): void {
  // V8 lets garbage grow to several times what lives before it collects; a record being filled took twice the memory for it.
  setHeapGrowth(heapGrowth.sparing);
  // What is young is a few megabytes: to share it out among threads and wait for them costs more than to copy it in one.
  setFlagsFromString('--no-parallel-scavenge');
  // While a record is filled, much outlives two collections of what is young; V8 then learns to make such objects old at birth, for good. Reads, whose
  // objects live a millisecond, went on to fill the old generation: after 200 patients a read took two thirds more processor time.
  setFlagsFromString('--no-allocation-site-pretenuring');
  const growthAfter = createGrowthRule();
  let set: number = heapGrowth.sparing;
  afterFullCollections(() => {
    const percent = growthAfter(performance.now());
    if (percent !== set) setHeapGrowth(percent);
    set = percent;
  });
}

function setHeapGrowth(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
