import { BaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import type { HttpClient } from '../http/http-client.ts';
import { headId, headPath, headText, headType, keepsDigits, readHead } from './head.ts';
import { parseOne } from './read-history.ts';
import { transactionText } from './transaction-text.ts';

/**
 * Makes the head if there is none, and tries by it what a CapabilityStatement may claim and a server not do.
 *
 * @throws BaseplateError `precondition-failed` if there is none and the start only looks; `configuration-invalid` if the server changes digits, or carries out a transaction whose If-Match does not hold
 */
export async function prepareHead(http: HttpClient, base: string, context: ModuleContext): Promise<void> {
  const found = await readHeadText(http);
  if (found === undefined && context.keepsSchema === true) {
    throw new BaseplateError({
      code: 'precondition-failed',
      message: 'There is no record on the FHIR server yet. Start the record once before looking at it.',
    });
  }
  if (found === undefined) {
    const commit = Buffer.from(context.randomBytes(12)).toString('hex');
    await http.send({
      method: 'PUT',
      path: headPath,
      // Two processes may open an empty server at once; the second finds what the first has made.
      headers: { 'if-none-match': '*' },
      body: headText({ commit, fence: undefined, generation: undefined }),
      what: 'the first write of its head',
      expected: [409, 412],
    });
  }
  const text = found ?? (await readHeadText(http)) ?? '';
  const faults: string[] = [];
  if (readHead(parseOne(text, 'a read of its head').resource) === undefined) {
    faults.push(`it has given back \`${headType}/${headId}\` without what was written into it`);
  }
  if (!keepsDigits(text)) {
    faults.push(
      'it changes the digits of decimals (1.10 does not stay 1.10), and with them the precision of doses and results',
    );
  }
  if (!(await refusesStale(http, base, text))) {
    faults.push(
      'it carries out a transaction although its `ifMatch` names another version, so writers would overwrite each other unseen',
    );
  }
  if (faults.length === 0) return;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `This FHIR server cannot keep the record: ${faults.join('; ')}. Choose another server, or ask its supplier.`,
    details: { faults },
  });
}

async function readHeadText(http: HttpClient): Promise<string | undefined> {
  const answer = await http.send({ method: 'GET', path: headPath, what: 'a read of its head', expected: [404, 410] });
  return answer.status === 200 ? answer.text : undefined;
}

/** Asks to write the head as it is, on the condition of a version that there never was. */
async function refusesStale(http: HttpClient, base: string, text: string): Promise<boolean> {
  const { status } = await http.send({
    method: 'POST',
    path: '',
    body: transactionText(base, [{ type: headType, id: headId, text, ifMatch: '0' }]),
    what: 'a trial of `ifMatch` in a transaction',
    expected: [400, 404, 409, 412, 422],
  });
  return status >= 400;
}
