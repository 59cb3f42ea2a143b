/** Lets work through, or holds it without refusing it. */
export interface Gate {
  isOpen(): boolean;
  open(): void;
  /** Closes it; resolves when no work is inside any more, or it has been opened again. */
  close(): Promise<void>;
  /** Resolves when it is open. It may be closed again by then: look, and enter, in one turn. */
  opened(): Promise<void>;
  /** Does work inside. The gate must be open now. */
  inside<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Makes a gate that is open. */
export function createGate(): Gate {
  let closed: PromiseWithResolvers<void> | undefined;
  let inHand = 0;
  let emptied: (() => void)[] = [];
  const tellEmptied = () => {
    for (const resolve of emptied) resolve();
    emptied = [];
  };
  return {
    isOpen: () => closed === undefined,
    open() {
      closed?.resolve();
      closed = undefined;
      tellEmptied();
    },
    async close() {
      closed ??= Promise.withResolvers();
      if (inHand === 0) return;
      await new Promise<void>((resolve) => {
        emptied.push(resolve);
      });
    },
    opened: () => closed?.promise ?? Promise.resolve(),
    async inside(work) {
      inHand += 1;
      try {
        return await work();
      } finally {
        inHand -= 1;
        if (inHand === 0) tellEmptied();
      }
    },
  };
}
