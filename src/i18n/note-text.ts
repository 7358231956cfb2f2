import type { ExplanationNote, ModelFailure } from '../domain/explanation-note.ts'
import type { Messages } from './locale.ts'

/** Why a model gave no usable answer, in the words of a locale; no whole sentence. */
const failureText = (of: ModelFailure, { note, format }: Messages): string => {
  switch (of.kind) {
    case 'unreachable':
      return note.unreachable({ address: of.address, error: of.error })
    case 'refused': {
      const status = String(of.status)
      return of.redirect
        ? note.redirected({ address: of.address, status })
        : note.refused({ address: of.address, status, body: of.body })
    }
    case 'too_long':
      return note.tooLong({ address: of.address, bytes: of.bytes })
    case 'unusable':
      return note.unusable({
        address: of.address,
        problem: note.unusableProblems[of.problem],
        body: of.body,
      })
    case 'timed_out':
      return note.timedOut({ address: of.address, duration: format.duration(of.afterMs) })
    case 'failed':
      return note.failed({ error: of.error })
  }
}

const oneText = (of: ExplanationNote, messages: Messages): string => {
  const { note } = messages
  switch (of.kind) {
    case 'no_model':
      return note.noModel
    case 'not_asked':
      return note.notAsked
    case 'nothing_to_explain':
      return note.nothingToExplain
    case 'plain':
      return note.plain
    case 'unreadable':
      return note.unreadable
    case 'all_cut':
      return note.allCut({ statements: of.statements })
    case 'cut_short':
      return note.cutShort
    case 'tokens_used':
      return note.tokensUsed({ limit: of.limit })
    case 'calls_used':
      return note.callsUsed({ limit: of.limit })
    case 'prompt_failed':
      return note.promptFailed({ error: of.error })
    case 'purged':
      return note.purged
    case 'model_failed':
      return failureText(of.failure, messages)
    case 'text':
      return of.text
  }
}

/** Why there is no explanation, or what to know of the one there is; empty where there is nothing to say. */
export const notesText = (notes: readonly ExplanationNote[], messages: Messages): string =>
  notes.map((each) => oneText(each, messages)).join(messages.clauseBreak)
