import { createHash } from 'node:crypto';

/** A style sheet of the composer itself. */
export interface StyleFile {
  /** Changes with what is in it. No service can be called so. */
  readonly path: string;
  /** The sheet: for everybody, for ever. */
  answer(): Response;
}

/** Makes one. */
export function styleFile(name: string, text: string): StyleFile {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return {
    path: `/services/${name}.${digest}.css`,
    answer: () =>
      new Response(text, {
        headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
      }),
  };
}
