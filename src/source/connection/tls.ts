import { readFile } from 'node:fs/promises'
import type { ConnectionOptions } from 'node:tls'
import type { TlsPolicy } from './connection-url.ts'
import { SourceError } from './explain-error.ts'

async function pem(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new SourceError(`cannot read ${what} ${file}`, {
      where: file,
      code: 'CA_FILE',
      retry: false,
      remedy:
        'Mount the file where the configuration or DATABASE_URL says, readable for this user.',
      cause,
    })
  }
}

/** The driver's TLS options for a policy; false for none. Reads the files. Throws SourceError. */
export async function tlsOptions(policy: TlsPolicy): Promise<ConnectionOptions | false> {
  if (policy.mode === 'disable') return false
  const checked = policy.mode === 'verify-ca' || policy.mode === 'verify-full'
  const files =
    policy.keyFile === ''
      ? {}
      : {
          cert: await pem(policy.certFile, 'client certificate'),
          key: await pem(policy.keyFile, 'client key'),
        }
  return {
    ...files,
    ...(checked && policy.caFile !== '' ? { ca: await pem(policy.caFile, 'CA certificate') } : {}),
    ...(policy.mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
    rejectUnauthorized: checked,
  }
}
