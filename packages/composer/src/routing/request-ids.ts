/**
 * Names requests: a random name of this process, then a number. Unique in all processes, and in order within one, so that an audit log that
 * is searched by them goes on at the end of its index.
 */
export function requestIds(randomBytes: (size: number) => Uint8Array): () => string {
  const name = Buffer.from(randomBytes(8)).toString('hex');
  let count = 0;
  return () => {
    count += 1;
    return `${name}${count.toString(16).padStart(8, '0')}`;
  };
}
