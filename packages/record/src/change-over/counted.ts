/** A number with what it counts, as people write it: `1 version`, `1,200 versions`; `many` where an s does not do. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
