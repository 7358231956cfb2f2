import { randomUUID } from 'node:crypto'
import { ArtifactError } from './artifact-error.ts'

/** A date folder; nothing else in the output folder is ever touched. */
const folderPattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** One of our files: no slash and no leading dot, so that no name leaves its folder or is hidden. */
const namePattern = /^[a-z][a-z0-9_-]{0,99}\.[a-z]{1,8}$/

const temporaryPattern = /^\.[a-z][a-z0-9_-]{0,99}\.[a-z]{1,8}\.[0-9a-f]{8}\.part$/

/** Name of an unfinished file; unique, whatever else writes there. */
export const temporaryName = (name: string): string => `.${name}.${randomUUID().slice(0, 8)}.part`

export const isFolder = (name: string): boolean => folderPattern.test(name)

export const isTemporary = (name: string): boolean => temporaryPattern.test(name)

export const isArtifact = (name: string): boolean => namePattern.test(name)

/** Throws an ArtifactError for a name that would leave the output folder or is not one of ours. */
export const checkNames = (folder: string, name: string): void => {
  if (!isFolder(folder))
    throw new ArtifactError(JSON.stringify(folder), 'no date folder', 'write it as YYYY-MM-DD')
  if (!isArtifact(name))
    throw new ArtifactError(JSON.stringify(name), 'no name of an artifact', 'write it as name.json')
}
