/** Lets the panels of one page that need the same of the record ask for it once. */
export interface SharedAnswers {
  /**
   * What was asked for under this name, by whoever asks first, for all who ask while it is on its way; then it is forgotten, so that nobody gets
   * an answer from before the page was asked for. If it fails for the first, for whatever reason, each other asks for itself: a panel whose time
   * is over takes no other panel with it.
   *
   * @param name - says whose request it is, who asks, and for what; nobody else may come to the same
   * @param ask - asks the record; what comes is shared, and must be changed by nobody
   */
  share<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer>;
}

/** Makes {@link SharedAnswers} for a service to keep. */
export function createSharedAnswers(): SharedAnswers {
  const onTheirWay = new Map<string, Promise<unknown>>();
  return {
    async share<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer> {
      const begun = onTheirWay.get(name);
      if (begun !== undefined) {
        try {
          return (await begun) as Answer;
        } catch {
          // Whoever asked first is told why.
          return ask();
        }
      }
      const asked = ask();
      onTheirWay.set(name, asked);
      try {
        return await asked;
      } finally {
        onTheirWay.delete(name);
      }
    },
  };
}
