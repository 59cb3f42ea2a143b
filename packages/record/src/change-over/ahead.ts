/** Hands on what it is given, and always has the next asked for while the one before is worked on. */
export async function* ahead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  const ask = () => {
    const asked = iterator.next();
    // Whoever takes it sees the failure; until then it is nobody's.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  try {
    for (;;) {
      const result = await next;
      if (result.done === true) return;
      next = ask();
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
