import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-postgres.ts'],
    // Whole-daemon tests start a real PostgreSQL; the first one in a file may wait for it.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
