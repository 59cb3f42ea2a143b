import { startS3 } from '../start-s3.ts';

const { endpoint, folder } = await startS3();
console.log(JSON.stringify({ endpoint, folder }));
setInterval(() => {}, 1000);
