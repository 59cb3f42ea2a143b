/** Ages drawn patients come from. Hospital users are older than the population: the weights say how much. */
export const ageBands: readonly { readonly from: number; readonly to: number; readonly weight: number }[] = [
  { from: 0, to: 4, weight: 5 },
  { from: 5, to: 15, weight: 7 },
  { from: 16, to: 29, weight: 11 },
  { from: 30, to: 44, weight: 14 },
  { from: 45, to: 59, weight: 18 },
  { from: 60, to: 74, weight: 22 },
  { from: 75, to: 84, weight: 15 },
  { from: 85, to: 97, weight: 8 },
];
