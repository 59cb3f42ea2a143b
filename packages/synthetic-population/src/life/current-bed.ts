import { wards } from '../data/wards.ts';
import type { Bed } from './life-options.ts';

/** Beds that the fixed stories lie in. */
const storyBeds: ReadonlySet<string> = new Set(['ward7/12', 'ward1/3', 'ward1/9', 'ward6/4', 'ward8/1', 'children/2']);

const bedsOf = (children: boolean): Bed[] => {
  const beds: Bed[] = [];
  for (let bed = 1; bed <= 28; bed++) {
    for (const ward of wards) {
      const fits = children ? ward.key === 'children' : ward.key.startsWith('ward');
      if (fits && bed <= ward.beds && !storyBeds.has(`${ward.key}/${bed}`)) beds.push({ ward: ward.key, bed });
    }
  }
  return beds;
};

const adultBeds = bedsOf(false);
const childBeds = bedsOf(true);

/**
 * The bed a drawn patient lies in now: one in eight does, round the wards in turn, until the beds are full.
 * Two patients never share a bed: adults and children count their own eighths.
 */
export function currentBed(index: number, age: number): Bed | undefined {
  if (index % 8 !== 3) return undefined;
  const place = Math.floor(index / 8);
  // A child's place leaves its adult bed empty, and the other way round: no count of earlier patients is needed.
  return age < 16 ? childBeds[place] : adultBeds[place];
}
