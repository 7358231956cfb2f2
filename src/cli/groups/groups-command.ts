import { plainLine } from '../../classify/redaction/plain-text.ts'
import { isoMinute } from '../../i18n/format.ts'
import type { GroupBook } from '../../state/groups/group-book.ts'
import { type CommandIo, type ExitCode, UsageError } from '../io.ts'
import { columns } from '../text-columns.ts'

export type GroupsRequest =
  | { readonly action: 'list' }
  | { readonly action: 'join'; readonly from: string; readonly into: string }
  | { readonly action: 'split'; readonly fingerprint: string }

export interface GroupsOptions {
  readonly json: boolean
  readonly timezone: string
  /** `grouping.pinned`: goes before what is asked by hand. */
  readonly pinned: readonly string[]
}

const list = async (
  store: GroupBook,
  { json, timezone }: GroupsOptions,
  io: CommandIo,
): Promise<void> => {
  const groups = await store.listGroups()
  if (json) {
    io.stdout.write(`${JSON.stringify(groups, null, 2)}\n`)
    return
  }
  if (groups.length === 0) {
    io.stderr.write('no failures seen yet\n')
    return
  }
  const rows = groups.flatMap((group) => [
    [
      group.fingerprint,
      String(group.count),
      isoMinute(group.firstSeen, timezone),
      isoMinute(group.lastSeen, timezone),
      `${plainLine(group.title, 80)}${group.apart ? ' (pinned)' : ''}`,
    ],
    ...group.aliases.map((alias) => [`  + ${alias}`]),
  ])
  io.stdout.write(columns([['group', 'failures', 'first seen', 'last seen', 'title'], ...rows]))
}

const known = async (store: GroupBook, fingerprint: string): Promise<string> => {
  const name = await store.groupNamed(fingerprint)
  if (name !== null) return name
  throw new UsageError(`unknown fingerprint ${fingerprint}; lookout groups lists the known ones`)
}

const join = async (
  store: GroupBook,
  request: Extract<GroupsRequest, { readonly action: 'join' }>,
  { json, pinned }: GroupsOptions,
  io: CommandIo,
): Promise<void> => {
  const { from, into } = request
  await known(store, from)
  await known(store, into)
  const kept = [from, into].find((fingerprint) => pinned.includes(fingerprint))
  if (kept !== undefined)
    throw new UsageError(`${kept} is pinned by grouping.pinned and joins nothing`)
  const joined = await store.joinByHand(from, into)
  const group = await known(store, into)
  if (json) io.stdout.write(`${JSON.stringify({ group, joined })}\n`)
  else if (joined)
    io.stdout.write(
      `${from} is now part of ${group}, with its counts; lookout groups split ${from} undoes that for new failures\n`,
    )
  else io.stdout.write(`${from} is already part of ${group}\n`)
}

const split = async (
  store: GroupBook,
  fingerprint: string,
  { json }: GroupsOptions,
  io: CommandIo,
): Promise<void> => {
  const before = await known(store, fingerprint)
  const split = await store.takeApart(fingerprint)
  if (json) {
    io.stdout.write(`${JSON.stringify({ group: before, split })}\n`)
    return
  }
  io.stdout.write(
    `new failures of ${split.join(', ')} are counted separately; ` +
      `what was counted so far stays in ${before}\n`,
  )
}

/**
 * Groups with their aliases: for people in lines, for programs as JSON with times in epoch milliseconds; joins two, or
 * splits one. A daemon on the same state notices with its next page. Throws UsageError for unknown fingerprints.
 */
export const runGroups = async (
  store: GroupBook,
  request: GroupsRequest,
  options: GroupsOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  switch (request.action) {
    case 'list':
      await list(store, options, io)
      return 0
    case 'join':
      await join(store, request, options, io)
      return 0
    case 'split':
      await split(store, request.fingerprint, options, io)
      return 0
  }
}
