import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const tool = 'openssl'

/** Whether certificates can be made here. */
export const hasOpenssl = spawnSync(tool, ['version']).status === 0

/** A CA of our own in a folder, and a certificate that it signed for these names. */
export const makePrivateCa = (folder: string, names: readonly string[]) => {
  const openssl = (...args: string[]) => execFileSync(tool, args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  openssl('req', '-x509', ...key, '-subj', '/CN=private CA', '-keyout', 'ca.key', '-out', 'ca.pem')
  openssl(
    ...['req', '-x509', ...key, '-CA', 'ca.pem', '-CAkey', 'ca.key'],
    ...['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`],
    ...['-addext', 'basicConstraints=critical,CA:false'],
    ...['-subj', `/CN=${names[0]}`, '-keyout', 'server.key', '-out', 'server.pem'],
  )
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { caFile: join(folder, 'ca.pem'), key: read('server.key'), cert: read('server.pem') }
}
