// Adds entries to a ledger until it has added as many as it was told, or is killed; says the revision of each after it was acknowledged.
import { openLedger } from '../ledger/ledger.ts';

const [directory = '', writer = '', count = '0'] = process.argv.slice(2);
const ledger = await openLedger({ directory, writer, now: () => Date.now() });
for (let added = 0; added < Number(count); added += 1) {
  const { revision } = await ledger.change(({ epoch }) => ({ what: `${writer} ${added}`, epoch: epoch + 1 }));
  process.stdout.write(`${revision}\n`);
}
