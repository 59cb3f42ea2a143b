import { defineConfig } from 'vitest/config';

// Servers are started, killed and started again, each in a process of its own.
export default defineConfig({ test: { testTimeout: 30_000, hookTimeout: 30_000 } });
