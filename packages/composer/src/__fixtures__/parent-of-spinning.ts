import { spawn } from 'node:child_process';
import { endWithThisProcess } from '../service/elsewhere/end-with-this-process.ts';

// Has a child that hears nothing, and tells its number.
const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: ['pipe', 'ignore', 'ignore'] });
endWithThisProcess(child);
process.send?.(child.pid);
