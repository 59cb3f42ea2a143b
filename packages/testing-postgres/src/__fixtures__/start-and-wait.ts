import { startPostgres } from '../start-postgres.ts';

const { url } = await startPostgres();
console.log(url);
setInterval(() => {}, 1000);
