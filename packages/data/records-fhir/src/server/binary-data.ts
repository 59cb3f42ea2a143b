import { Buffer } from 'node:buffer';

/**
 * The bytes of a Binary are in the document store; its text names them where `data` stands, in a form that is no base64, which an R4
 * server would refuse. So the name travels as the base64 of itself.
 */
const named = /"(sha256:[0-9a-f]{64}:\d{1,15})"/;
const encoded = /"(c2hhMjU2O[A-Za-z0-9+/]{60,120}={0,2})"/;

/** The text of a Binary as the server takes it. */
export function binaryForServer(text: string): string {
  return text.replace(named, (_, name: string) => `"${Buffer.from(name).toString('base64')}"`);
}

/** The text of a Binary as the record has it. */
export function binaryFromServer(text: string): string {
  return text.replace(encoded, (whole, data: string) => {
    const name = `"${Buffer.from(data, 'base64').toString()}"`;
    return named.test(name) ? name : whole;
  });
}
