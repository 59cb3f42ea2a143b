/** Options of the Node.js host. */
export interface NodeServerOptions {
  /** TCP port, 0 to 65,535; 0 takes any free one. Default 3000. */
  readonly port?: number;
  /** Address to bind. Default `127.0.0.1`, which nobody outside this machine reaches. */
  readonly hostname?: string;
  /** Largest request body in bytes; larger ones are refused with 413. Default 64 MiB. */
  readonly bodyLimit?: number;
  /**
   * Bytes of all request bodies of more than 256 KiB whose requests are in hand; further ones wait before they are read. Default 512 MiB; at
   * least `bodyLimit`.
   */
  readonly bodiesLimit?: number;
  /**
   * Bytes of all answers of more than 64 KiB that clients have not read yet. Beyond it those who have been reading for longest are cut off.
   * Default 1 GiB.
   */
  readonly unreadLimit?: number;
  /** Milliseconds after which a client is cut off that takes nothing of such an answer. Default 60,000. */
  readonly stallTime?: number;
  /** Milliseconds that requests in hand have to finish after `stop`. Default 10,000. */
  readonly drainTime?: number;
  /**
   * Compress answers of at least this many bytes where the client accepts it. Default 4,096: below that an answer is two or three
   * packets either way, and compressing it costs as much as reading a resource. `false` turns it off.
   */
  readonly compressFrom?: number | false;
}

/** The options with every default filled in. */
export type CompleteNodeServerOptions = Required<NodeServerOptions>;

const mebibyte = 1024 * 1024;

/** Fills in the defaults. */
export function completeOptions(options: NodeServerOptions): CompleteNodeServerOptions {
  const bodyLimit = options.bodyLimit ?? 64 * mebibyte;
  return {
    port: options.port ?? 3000,
    hostname: options.hostname ?? '127.0.0.1',
    bodyLimit,
    bodiesLimit: Math.max(options.bodiesLimit ?? 512 * mebibyte, bodyLimit),
    unreadLimit: options.unreadLimit ?? 1024 * mebibyte,
    stallTime: options.stallTime ?? 60_000,
    drainTime: options.drainTime ?? 10_000,
    compressFrom: options.compressFrom ?? 4096,
  };
}
