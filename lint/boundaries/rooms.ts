/** What a room may import besides itself and src/domain. Rooms are folders; the longest that fits a file counts. */
export interface Room {
  /** Rooms whose values and types it may use. */
  readonly uses: readonly string[]
  /** Rooms of which it may use types alone: ports that it implements. */
  readonly types?: readonly string[]
  /** Packages and node: modules. */
  readonly packages: readonly string[]
}

const anyOfNode = 'node:*'

const pure = {
  domain: { uses: [], packages: [] },
  schedule: { uses: [], packages: ['luxon', 'node-cron'] },
  i18n: { uses: [], packages: ['intl-messageformat', 'luxon'] },
  classify: { uses: [], packages: ['node:crypto', 're2js', 'zod'] },
  rules: { uses: ['schedule'], packages: ['luxon', 'node:crypto', 'zod'] },
  routing: { uses: ['rules'], packages: ['luxon', 'node:crypto', 're2js', 'zod'] },
  facts: { uses: [], packages: ['luxon'] },
  render: { uses: ['i18n'], packages: ['luxon'] },
  explain: {
    uses: ['classify', 'facts', 'i18n'],
    packages: ['jsonrepair', 'luxon', 'node:crypto', 'tokenx', 'zod'],
  },
  pipeline: {
    uses: ['classify', 'explain', 'facts', 'i18n', 'routing', 'rules', 'schedule'],
    packages: ['lru-cache', 'luxon', 'node:crypto', 'p-limit'],
  },
} satisfies Readonly<Record<string, Room>>

const outside = {
  source: { uses: ['i18n'], types: ['pipeline'], packages: [anyOfNode, 'luxon', 'pg'] },
  state: {
    uses: ['classify', 'facts', 'rules'],
    types: ['explain', 'pipeline', 'routing', 'web'],
    packages: [anyOfNode, 'lru-cache', 'p-limit'],
  },
  'explain/model': { uses: ['classify', 'explain'], packages: [anyOfNode, 'undici', 'zod'] },
  artifacts: {
    uses: ['classify', 'i18n', 'render'],
    types: ['pipeline'],
    packages: [anyOfNode],
  },
  channels: {
    uses: ['i18n', 'render'],
    types: ['config'],
    packages: [anyOfNode, '@slack/webhook', 'hono', 'nodemailer', 'undici'],
  },
  'chart-worker': { uses: ['render'], packages: [anyOfNode, '@resvg/resvg-js', 'echarts', 'zod'] },
  web: {
    uses: ['classify', 'i18n', 'render', 'routing', 'rules'],
    types: ['pipeline'],
    packages: [anyOfNode, '@hono/node-server', '@hono/zod-openapi', 'hono', 'lru-cache', 'zod'],
  },
  config: {
    uses: ['classify', 'i18n', 'routing', 'rules', 'schedule'],
    packages: ['convict', 'fastest-levenshtein', 'luxon', 'node:fs', 'node:path', 'yaml', 'zod'],
  },
} satisfies Readonly<Record<string, Room>>

const partRooms = Object.keys({ ...pure, ...outside })

/** Every room there is. A folder of src/ that is not here is a violation. */
export const rooms: Readonly<Record<string, Room>> = {
  ...pure,
  ...outside,
  app: { uses: partRooms, packages: ['*'] },
  cli: { uses: [...partRooms, 'app'], packages: ['*'] },
  demo: { uses: [...partRooms, 'app'], types: ['cli'], packages: ['*'] },
  '': { uses: [...partRooms, 'app', 'cli', 'demo'], packages: ['*'] },
}

/** Files that are side by side in a folder, and lines in a file, at most. */
export const limits = { filesInFolder: 25, linesInFile: 300 } as const
