/** One benchmark: its own arguments in, an exit code out. */
interface Benchmark {
  readonly run: (args: string[]) => Promise<number>
}

/** Loaded only when asked for: one benchmark's imports never slow another. */
const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  all: () => import('./performance/all.ts'),
  child: () => import('./performance/child.ts'),
  document: () => import('./performance/document.ts'),
  faults: () => import('./faults/faults.ts'),
  grouping: () => import('./grouping/grouping.ts'),
  performance: () => import('./performance/performance.ts'),
  profile: () => import('./performance/profile.ts'),
  rules: () => import('./rules/rules.ts'),
  spikes: () => import('./spikes/spikes.ts'),
  summaries: () => import('./summaries/summaries.ts'),
}

const main = async (args: string[]): Promise<number> => {
  const [name, ...rest] = args
  const load = name !== undefined && Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined
  if (load === undefined) {
    console.error(
      `usage: npm run bench -- NAME [options]; NAME: ${Object.keys(BENCHMARKS).join(', ')}`,
    )
    return 2
  }
  const benchmark = await load()
  return benchmark.run(rest)
}

process.exitCode = await main(process.argv.slice(2))
