import { defineConfig } from 'vitest/config';

// A case of the kit may ask thousands of questions, and has its own limit.
export default defineConfig({ test: { testTimeout: 30_000 } });
