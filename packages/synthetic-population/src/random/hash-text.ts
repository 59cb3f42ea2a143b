/** Four 32-bit words, the state of {@link file://./random.ts | Random} and the raw material of ids. */
export type Words = readonly [number, number, number, number];

/**
 * Hashes a text to 128 bits. Not cryptographic: it only spreads names evenly, the same on every machine.
 *
 * Four lanes of a multiply-and-xor hash with different odd constants, each finished with the avalanche step of
 * SplitMix32, so that texts that differ in one character give unrelated words.
 */
export function hashText(text: string): Words {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0x6a09e667;
  for (let position = 0; position < text.length; position++) {
    const unit = text.charCodeAt(position);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (a >>> 15);
    c = Math.imul(c ^ unit, 0xc2b2ae35) ^ (b >>> 13);
    d = Math.imul(d ^ unit, 0x27d4eb2f) ^ (c >>> 16);
  }
  return [finish(a ^ d), finish(b ^ a), finish(c ^ b), finish(d ^ c)];
}

function finish(word: number): number {
  let mixed = (word ^ (word >>> 16)) >>> 0;
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
