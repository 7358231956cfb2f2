import { readFileSync } from 'node:fs'
import { getCACertificates } from 'node:tls'
import type { Config } from '../../config/config-schema.ts'

/** The private CA of the mail servers, beside those trusted anyway: a change to a public one would else cut us off. */
export const mailTrust = ({
  email: { caFile },
}: Pick<Config, 'email'>): { readonly ca?: readonly string[] } =>
  caFile === '' ? {} : { ca: [...getCACertificates('default'), readFileSync(caFile, 'utf8')] }
