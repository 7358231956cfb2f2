import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from '../../domain/facts.ts'
import { type BuiltPrompt, buildPrompt } from '../../explain/prompt/prompt.ts'
import { parseTemplate, TemplateError } from '../../explain/prompt/template.ts'
import { home } from '../version.ts'

export interface PromptSettings {
  /** BCP 47. The template of the locale is used, otherwise that of its language, otherwise the English one. */
  readonly locale: string
  readonly maxPromptTokens: number
  /** Folder with the operator's own templates; '' for none. */
  readonly promptDir: string
}

const ownTemplates = join(home, 'config', 'prompts')

/** What is explained: each kind has its own template, `report.en.md`, `digest.zh-CN.md` … */
export type PromptKind = 'report' | 'digest' | 'alert'
const kinds: readonly PromptKind[] = ['report', 'digest', 'alert']

const templateFile = (kind: PromptKind, { locale, promptDir }: PromptSettings): string => {
  const folders = promptDir === '' ? [ownTemplates] : [promptDir, ownTemplates]
  const language = locale.split('-')[0]
  const names = [locale, language].map((name) => `${kind}.${name}.md`)
  const exact = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  // For `zh`, `zh-CN` is closer than English.
  const related = folders.flatMap((folder) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.startsWith(`${kind}.${language}-`) && name.endsWith('.md'))
      .sort()
      .map((name) => join(folder, name)),
  )
  const english = folders.map((folder) => join(folder, `${kind}.en.md`))
  const files = [...exact, ...related, ...english]
  return files.find((file) => existsSync(file)) ?? join(ownTemplates, `${kind}.en.md`)
}

/**
 * Reads the prompt templates and makes the function that fills one with facts. `newTag` returns a random word for each
 * prompt. Throws TemplateError for an invalid template.
 */
export const openPrompt = (
  settings: PromptSettings,
  newTag: () => string,
): ((facts: Facts, kind?: PromptKind) => BuiltPrompt) => {
  const templates = new Map(
    kinds.map((kind) => {
      const file = templateFile(kind, settings)
      return [kind, parseTemplate(readFileSync(file, 'utf8'), file)]
    }),
  )
  const { maxPromptTokens, locale } = settings
  return (facts, kind = 'report') => {
    const template = templates.get(kind)
    if (template === undefined) throw new TemplateError(`there is no prompt for ${kind}`)
    return buildPrompt(facts, template, { maxPromptTokens, locale, tag: newTag() })
  }
}
