import type { Draft } from './draft.ts';

/** Drafts at rest on this device, of one person, readable only with a key that the record hands out to that person. */
export interface SealedDrafts {
  /** @throws if the device cannot keep it */
  keep(draft: Draft): Promise<void>;
  remove(submission: string): void;
  /** Everything of this person that can be read. What cannot is somebody else's, and stays until its time is over. */
  list(): Promise<readonly Draft[]>;
  /** Removes everything of this person. */
  clear(): void;
}

/** What the record hands out. */
export interface SealingKey {
  readonly id: string;
  /** 32 bytes as base64url. */
  readonly key: string;
}

interface Sealed {
  /** Id of the key. */
  readonly by: string;
  readonly until: number;
  readonly nonce: string;
  readonly content: string;
}

const prefix = 'ward-round-draft/';
const keptFor = 12 * 3_600_000;

/**
 * Opens the drafts of one person on this device. `undefined` where the browser has no ciphers, as on a page without HTTPS: then nothing
 * is kept on the device at all.
 */
export async function openSealedDrafts(
  { id, key }: SealingKey,
  storage: Storage,
  now: () => number,
): Promise<SealedDrafts | undefined> {
  if (globalThis.crypto?.subtle === undefined) return undefined;
  const cipher = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const bound = (submission: string) => new TextEncoder().encode(`${id}/${submission}`);
  forgetOld(storage, now());
  return {
    async keep(draft) {
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const additionalData = bound(draft.submission);
      const text = new TextEncoder().encode(JSON.stringify(draft));
      const content = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, cipher, text);
      const sealed: Sealed = {
        by: id,
        until: now() + keptFor,
        nonce: textOf(nonce),
        content: textOf(new Uint8Array(content)),
      };
      storage.setItem(prefix + draft.submission, JSON.stringify(sealed));
    },
    remove: (submission) => storage.removeItem(prefix + submission),
    async list() {
      const drafts = await Promise.all(
        sealedIn(storage).map(async ({ name, sealed }) => {
          if (sealed.by !== id) return [];
          const submission = name.slice(prefix.length);
          const iv = bytesOf(sealed.nonce);
          const additionalData = bound(submission);
          try {
            const text = await crypto.subtle.decrypt(
              { name: 'AES-GCM', iv, additionalData },
              cipher,
              bytesOf(sealed.content),
            );
            const draft: Draft = JSON.parse(new TextDecoder().decode(text));
            return [draft];
          } catch {
            // Damaged or tampered with: nothing in it can be trusted, least of all whom it is about.
            storage.removeItem(name);
            return [];
          }
        }),
      );
      return drafts.flat();
    },
    clear() {
      for (const { name, sealed } of sealedIn(storage)) if (sealed.by === id) storage.removeItem(name);
    },
  };
}

/** Whether anything at all is kept on this device, by whomever: asked where nobody is signed in. */
export function hasSealedDrafts(storage: Storage): boolean {
  return sealedIn(storage).length > 0;
}

function forgetOld(storage: Storage, now: number): void {
  for (const { name, sealed } of sealedIn(storage)) if (!(sealed.until > now)) storage.removeItem(name);
}

function sealedIn(storage: Storage): readonly { readonly name: string; readonly sealed: Sealed }[] {
  return Object.keys(storage)
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      try {
        const sealed: Sealed = JSON.parse(storage.getItem(name) ?? '');
        return [{ name, sealed }];
      } catch {
        storage.removeItem(name);
        return [];
      }
    });
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
