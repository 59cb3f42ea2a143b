import type { Module, ModuleContext } from '@baseplate-epr/contracts';

/** How a kit gets hold of the adapter that is to prove itself. */
export interface Subject<Adapter extends Module> {
  /** Called once for each case; what it makes holds no data and shares none with any other case. */
  create(context: ModuleContext): Promise<SubjectInstance<Adapter>>;
}

/** An adapter on a place of its own to keep data. */
export interface SubjectInstance<Adapter extends Module> {
  /** As its factory made it. The kit starts and stops it. */
  readonly adapter: Adapter;
  /**
   * Makes another adapter, not started, on the same data. The one before has been stopped, except in cases about several
   * processes at once: of a record store, which may say that it is for one alone, those that need the capability for it.
   */
  reopen(): Promise<Adapter>;
  /**
   * Damages the data behind the adapter's back, in a way that the kit names, while the adapter runs. Needed where the contract
   * promises to notice damage; each kit says which kinds it asks for and what they mean.
   */
  tamper?(kind: string): Promise<void>;
  /**
   * For an adapter in another process: resolves when the calls that answer without a promise (`namespace`) have been carried out there, and
   * rejects if the last of them threw.
   */
  settled?(): Promise<void>;
  /** For an adapter in another process: bytes of array buffers held there, garbage not counted. */
  heldBytes?(): Promise<number>;
  /** Removes the data. Called when every adapter has been stopped, whatever happened. */
  cleanup(): Promise<void>;
}
