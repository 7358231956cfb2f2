import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ArtifactError, asArtifactError } from '../../src/artifacts/artifact-error.ts'
import { createArtifactStore } from '../../src/artifacts/artifact-store.ts'

let base: string
let dir: string

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'lookout-artifacts-'))
  dir = join(base, 'output')
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

const day = '2026-03-01'
const name = 'error_logs_full_031200.json'
const modeOf = async (path: string) => (await lstat(path)).mode & 0o777

describe('writing', () => {
  it('makes the date folder, writes every chunk in order, and lets only its user read the file', async () => {
    const path = await createArtifactStore(dir).write(day, name, ['[\n', '{"a":"é€"}', '\n]\n'])
    expect(path).toBe(join(dir, day, name))
    expect(await readFile(path, 'utf8')).toBe('[\n{"a":"é€"}\n]\n')
    expect(await modeOf(path)).toBe(0o600)
    expect((await modeOf(join(dir, day))) & 0o027).toBe(0)
    expect(await readdir(join(dir, day))).toEqual([name])
  })

  it('writes what no buffer holds whole, asking for chunks as the disk takes them', async () => {
    const chunk = 'x'.repeat(1_000)
    const unwritten: number[] = []
    let made = 0
    const store = createArtifactStore(dir)
    const path = await store.write(
      day,
      name,
      (async function* () {
        for (; made < 5_000; made++) {
          if (made === 4_999) {
            const part = (await readdir(join(dir, day)))[0] ?? ''
            unwritten.push(made * 1_000 - (await lstat(join(dir, day, part))).size)
          }
          yield chunk
        }
      })(),
    )
    expect((await lstat(path)).size).toBe(5_000_000)
    expect(unwritten[0]).toBeLessThanOrEqual(128 * 1024)
  })

  it('writes chunks of any length and any script, in order', async () => {
    const lengths = [0, 1, 40_000, 43_690, 43_691, 131_072, 3, 500_000, 2, 131_071, 7]
    const chunks = lengths.flatMap((length, n) => ['x€é🙂'.charAt(n % 3).repeat(length), '🙂'])
    const path = await createArtifactStore(dir).write(day, name, chunks)
    expect(await readFile(path, 'utf8')).toBe(chunks.join(''))
  })

  it('replaces a file of the same name as a whole', async () => {
    const store = createArtifactStore(dir)
    await store.write(day, name, ['a long first version'])
    const path = await store.write(day, name, ['second'])
    expect(await readFile(path, 'utf8')).toBe('second')
  })

  it('leaves the old file and nothing else when the chunks end in an error, and passes that error on', async () => {
    const store = createArtifactStore(dir)
    const path = await store.write(day, name, ['first'])
    const failure = new Error('the database went away')
    const broken = async function* () {
      yield 'half'
      throw failure
    }
    await expect(store.write(day, name, broken())).rejects.toBe(failure)
    expect(await readFile(path, 'utf8')).toBe('first')
    expect(await readdir(join(dir, day))).toEqual([name])
  })

  it('lets several writes of one name run at once; one of them wins whole', async () => {
    const store = createArtifactStore(dir)
    const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(200_000))
    const [path = ''] = await Promise.all(texts.map((text) => store.write(day, name, [text])))
    expect(texts).toContain(await readFile(path, 'utf8'))
    expect(await readdir(join(dir, day))).toEqual([name])
  })

  it.each([
    ['../2026-03-01', name],
    ['2026-13-01', name],
    ['', name],
    [day, '../evil.json'],
    [day, '.hidden.json'],
    [day, 'a/b.json'],
    [day, 'no-ending'],
    [day, 'a.json\n'],
  ])('refuses the folder %j with the name %j', async (folder, file) => {
    const store = createArtifactStore(dir)
    await expect(store.write(folder, file, ['x'])).rejects.toThrow(ArtifactError)
    await expect(store.exists(folder, file)).rejects.toThrow(ArtifactError)
  })

  it('does not follow a link in place of the date folder', async () => {
    await mkdir(dir)
    await mkdir(join(base, 'elsewhere'))
    await symlink(join(base, 'elsewhere'), join(dir, day))
    await expect(createArtifactStore(dir).write(day, name, ['x'])).rejects.toThrow(/link/)
    expect(await readdir(join(base, 'elsewhere'))).toEqual([])
  })
})

describe('an output folder that does not take anything', () => {
  it('is an error that names the path and the remedy', async () => {
    await writeFile(dir, 'a file stands here')
    const store = createArtifactStore(dir)
    const error = await store.write(day, name, ['x']).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ArtifactError)
    expect(String(error)).toContain(dir)
    expect(String(error)).toContain('OUTPUT_DIR')
    await expect(store.writable()).rejects.toThrow(ArtifactError)
  })

  it.each([
    ['ENOSPC', 'no space left', 'retention.artifacts'],
    ['EACCES', 'permission denied', 'user that Lookout runs as'],
    ['EROFS', 'read-only', 'volume'],
  ])('says %s in words', (code, problem, remedy) => {
    const cause = Object.assign(new Error(code), { code })
    const error = asArtifactError('/output/x', cause)
    expect(error.message).toContain(`/output/x: ${problem}`)
    expect(error.remedy).toContain(remedy)
    expect(error.cause).toBe(cause)
  })
})

describe('keeping house', () => {
  it('sweeps up what crashed runs left and touches nothing else', async () => {
    const store = createArtifactStore(dir)
    await store.write(day, name, ['x'])
    await writeFile(join(dir, day, '.error_logs_full_031200.json.0a1b2c3d.part'), 'half')
    await writeFile(join(dir, day, '.keep'), '')
    await writeFile(join(dir, '.error_logs_full_031200.json.0a1b2c3d.part'), 'not in a date folder')
    expect(await store.sweepTemporary()).toBe(1)
    expect(await readdir(join(dir, day))).toEqual(['.keep', name])
    expect(await readdir(dir)).toHaveLength(2)
  })

  it('prunes date folders before a day, and neither other folders nor links', async () => {
    const store = createArtifactStore(dir)
    for (const folder of ['2026-02-27', '2026-02-28', day]) await store.write(folder, name, ['x'])
    await mkdir(join(dir, 'notes'))
    await mkdir(join(base, 'elsewhere'))
    await symlink(join(base, 'elsewhere'), join(dir, '2025-01-01'))
    expect(await store.prune(day)).toBe(2)
    expect((await readdir(dir)).toSorted()).toEqual(['2025-01-01', day, 'notes'])
  })

  it('lists the files of a day or of all days, and none where there is no folder yet', async () => {
    const store = createArtifactStore(dir)
    expect(await store.list()).toEqual([])
    expect(await store.prune(day)).toBe(0)
    await store.write(day, name, ['x'])
    await store.write('2026-03-02', 'query_params_000000.json', ['x'])
    expect(await store.list()).toEqual([`${day}/${name}`, '2026-03-02/query_params_000000.json'])
    expect(await store.list(day)).toEqual([`${day}/${name}`])
    expect(await store.exists(day, name)).toBe(true)
    expect(await store.exists(day, 'llm_prompt_031200.txt')).toBe(false)
    expect(await store.writable()).toBe(dir)
  })
})
