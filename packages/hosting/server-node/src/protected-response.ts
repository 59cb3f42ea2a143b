import { type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { securityHeaders } from './security-headers.ts';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * Makes the answers of a Node server, with the headers that protect a browser unless the handler has set its own. They go out in one object with
 * the others: set one by one, Node looks into each of them again when it writes the head. A class because Node takes one here.
 *
 * @param announced - told of the length of a body before it is written, where it is known. One function for all answers: one that each answer
 *   held as its own made V8 copy so much that is young that reading a resource took a quarter more.
 */
export function protectedResponse(
  announced: (outgoing: ServerResponse, length: number) => void,
): typeof ServerResponse {
  return class<Request extends IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, given?: string | Headers, headers?: Headers): this {
      if (typeof given !== 'string' && !Array.isArray(given)) {
        const length = given?.['content-length'] ?? given?.['Content-Length'];
        if (length !== undefined) announced(this, Number(length));
        return super.writeHead(status, withSecurity(given));
      }
      // The adapter gives a plain object; a reason, or headers in a list, only others do.
      for (const [name, value] of Object.entries(securityHeaders)) {
        if (!this.hasHeader(name)) this.setHeader(name, value);
      }
      return typeof given === 'string' ? super.writeHead(status, given, headers) : super.writeHead(status, given);
    }
  };
}

const protecting: readonly string[] = Object.entries(securityHeaders).flat();
/** Where in the list the value of a header stands. */
const places = new Map(Object.keys(securityHeaders).map((name, index) => [name, 2 * index + 1]));

/** Names and values in turn: Node goes through a list as it is, and an object that grows by names it has not seen costs twice as much. */
function withSecurity(given: OutgoingHttpHeaders | undefined): OutgoingHttpHeader[] {
  const all: OutgoingHttpHeader[] = [...protecting];
  for (const name in given) {
    const value = given[name] as OutgoingHttpHeader;
    const place = places.get(name.toLowerCase());
    if (place === undefined) all.push(name, value);
    else all[place] = value;
  }
  return all;
}
