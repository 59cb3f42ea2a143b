/** What of a process ends it. */
export interface EndingProcess {
  readonly stdout: Pick<NodeJS.WritableStream, 'write'>;
  readonly stderr: Pick<NodeJS.WritableStream, 'write'>;
  exit(code: number): void;
}

/**
 * Ends the program once whoever reads what it said has it, or is gone. Its work is done then: what a module has left open, or a thread of
 * the engine that still compiles something, keeps nobody waiting who waits for the end of a backup.
 */
export async function endProgram(ending: EndingProcess, code: number): Promise<void> {
  await Promise.all([ending.stdout, ending.stderr].map(said));
  ending.exit(code);
}

/** Resolves when everything written before is handed over; a stream that nobody reads any more calls back with an error. */
function said(stream: Pick<NodeJS.WritableStream, 'write'>): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}
