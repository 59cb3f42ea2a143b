/** Where a command writes. Answers go to standard output, everything else to standard error. */
export interface Terminal {
  /** One line of the answer. */
  answer(line: string): void;
  /** One line for the person watching. */
  tell(line: string): void;
  /** A line that replaces the last progress line where the terminal can; elsewhere shown at most every few seconds. */
  progress(line: string): void;
  /** Ends the progress line. */
  endProgress(): void;
}

/** Milliseconds between progress lines where they cannot replace each other. */
const quietInterval = 2000;

/** The real terminal. */
export function processTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, now: () => number): Terminal {
  let open = false;
  let last = Number.NEGATIVE_INFINITY;
  const endProgress = () => {
    if (open) stderr.write('\n');
    open = false;
  };
  return {
    answer: (line) => stdout.write(`${line}\n`),
    tell(line) {
      endProgress();
      stderr.write(`${line}\n`);
    },
    progress(line) {
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[2K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
        open = true;
        return;
      }
      if (now() - last < quietInterval) return;
      last = now();
      stderr.write(`${line}\n`);
    },
    endProgress,
  };
}
