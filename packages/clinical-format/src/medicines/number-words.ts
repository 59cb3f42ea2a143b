const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

/** How often: "once", "twice", "three times" ... "12 times". Takes digits as text so that none are lost. */
export function times(count: string): string {
  if (count === '1') return 'once';
  if (count === '2') return 'twice';
  return `${words[Number(count)] ?? count} times`;
}
