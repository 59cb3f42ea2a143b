import { defineConfig } from 'vitest/config';

// No test here changes what another imports: each worker reads the modules once, where every file would read them all anew.
export default defineConfig({ test: { isolate: false } });
