import { z } from 'zod'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import { CATALOGUE_ENTRIES } from './catalogue-entries.ts'
import { type CatalogueEntry, catalogueEntrySchema } from './entry.ts'

/** `catalogue` of the configuration: read before the built-in entries; one with the id of a built-in replaces it. */
export const ownEntriesSchema = z
  .array(catalogueEntrySchema)
  .readonly()
  .superRefine((entries, context) => {
    for (const [index, { id }] of entries.entries())
      if (entries.findIndex((entry) => entry.id === id) < index)
        context.addIssue({ code: 'custom', path: [index, 'id'], message: `"${id}" is given twice` })
  })

let builtIn: Catalogue | null = null

/** The known failures. Their index takes a moment to make: once, and not before the first failure. */
export const builtInCatalogue = (): Catalogue => {
  builtIn ??= createCatalogue(CATALOGUE_ENTRIES)
  return builtIn
}

/** The known failures and an operator's `own`, which have been read by `ownEntriesSchema`. */
export const createKnown = (own: readonly CatalogueEntry[]): Catalogue =>
  own.length === 0 ? builtInCatalogue() : createCatalogue(CATALOGUE_ENTRIES, own)
