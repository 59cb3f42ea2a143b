/** The hospital number of a patient: a letter and seven digits, in steps that keep neighbours apart on paper. */
export function hospitalNumber(index: number): string {
  return `R${String((index * 7919) % 10_000_000).padStart(7, '0')}`;
}
