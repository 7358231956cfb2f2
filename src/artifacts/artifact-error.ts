import { messageOf } from '../domain/reason.ts'
/** A file could not be written or read. The message names the path and the remedy. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError'
  readonly path: string
  /** What an operator can do about it, one line. */
  readonly remedy: string
  constructor(path: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${path}: ${problem}; ${remedy}`, options)
    this.path = path
    this.remedy = remedy
  }
}

const problems: Readonly<Record<string, { readonly problem: string; readonly remedy: string }>> = {
  EACCES: { problem: 'permission denied', remedy: 'let the user that Lookout runs as write there' },
  EPERM: { problem: 'not permitted', remedy: 'let the user that Lookout runs as write there' },
  EROFS: { problem: 'read-only file system', remedy: 'mount a writable volume there' },
  ENOSPC: { problem: 'no space left', remedy: 'free some space or shorten retention.artifacts' },
  EDQUOT: { problem: 'disk quota used up', remedy: 'free some space or raise the quota' },
  ENOTDIR: { problem: 'not a folder', remedy: 'set OUTPUT_DIR to a folder' },
  EEXIST: { problem: 'not a folder', remedy: 'set OUTPUT_DIR to a folder' },
  ELOOP: { problem: 'a symbolic link', remedy: 'put a real folder there' },
  EMFILE: { problem: 'too many open files', remedy: 'raise the limit of open files' },
}

/** Describes an error of the file system; an ArtifactError is returned unchanged. */
export const asArtifactError = (path: string, cause: unknown): ArtifactError => {
  if (cause instanceof ArtifactError) return cause
  const code =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const { problem, remedy } = problems[code] ?? {
    problem: messageOf(cause),
    remedy: 'see whether OUTPUT_DIR is a writable folder',
  }
  return new ArtifactError(path, problem, remedy, { cause })
}

/** Whether the file system reported that something does not exist. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
