/** Work on the assembly that somebody asked for over HTTP. */
export interface RunView {
  readonly id: string;
  /** `apply`: what the configuration names is put in force. `rollback`: the last change-overs are undone. `finish`: the way back is given up. */
  readonly kind: 'apply' | 'rollback' | 'finish';
  /** Name of whoever asked. */
  readonly by: string;
  /** Machine or container that it runs on. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /**
   * `failed`: see what it said; nothing is half done. `stopped`: somebody asked it to; it can be resumed. `lost`: its process is gone without a
   * word; the ledger settles what it left, and it can be resumed.
   */
  readonly state: 'running' | 'done' | 'failed' | 'stopped' | 'lost';
  /** Absent before the first step. */
  readonly progress?: RunProgress;
  /** What it has to say, in sentences: results, or why it failed. */
  readonly said: readonly string[];
}

/** How far a run is. */
export interface RunProgress {
  /** `documents`, `records`, `audit`, `state` or `services`. */
  readonly place: string;
  readonly step: 'waiting' | 'copying' | 'indexing' | 'checking' | 'following' | 'holding' | 'loading';
  readonly done?: number;
  /** Absent while it is not known. */
  readonly total?: number;
}
