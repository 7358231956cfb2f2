import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-postgres.ts'],
    // Most tests wait for PostgreSQL, a browser or a clock: one worker, vitest's choice for two cores, leaves them idle.
    maxWorkers: 3,
    // Whole-daemon tests start a real PostgreSQL; the first one in a file may wait for it, and a busy machine takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
})
