import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineAssembly } from '@baseplate-epr/composer';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import reference from '../../../baseplate.config.ts';
import { listeningService } from '../../events/__fixtures__/listening-service.ts';
import { heldRecords } from './held-records.ts';

// The reference assembly, whose records are kept in the file that a file of its data folder names, and which has no letters if another file is
// there, as if somebody had edited this one. A file called "held.db" takes nothing over until "gate" is there. One service hears of changes.
const data = process.env.BASEPLATE_DATA ?? '';
const named = join(data, 'records-file');
const file = join(data, existsSync(named) ? readFileSync(named, 'utf8') : 'records.db');

const isWithout = existsSync(join(data, 'without-documents'));
const services = [
  ...reference.services.filter(({ package: name }) => !isWithout || name !== '@baseplate-epr/documents'),
  listeningService({ file: join(data, 'heard.txt') }),
];
const records = file.endsWith('held.db') ? heldRecords({ file, gate: join(data, 'gate') }) : sqliteRecords({ file });

export default defineAssembly({
  ...reference,
  services,
  grants: { listening: ['system/Observation.rs'] },
  data: { ...reference.data, records },
});
