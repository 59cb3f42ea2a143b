import { defineConfig } from 'vitest/config';

// Every case has a server of its own, and each question to it is a request: the longest takes some thousand of them.
export default defineConfig({ test: { testTimeout: 60_000 } });
