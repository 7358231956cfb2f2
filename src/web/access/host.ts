const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

/** Whether a Host header names this machine: without a token, another name may be a page that had itself pointed here. */
export const isLocalHost = (host: string | undefined): boolean =>
  host !== undefined && loopback.test(host)

/** A prefix as it is put before every path: `/lookout`, '' for none. */
export const cleanBase = (path: string): string => {
  const bare = path.replace(/^\/+|\/+$/g, '')
  return bare === '' ? '' : `/${bare}`
}

/** The path behind the prefix, whether the reverse proxy took it off or not. */
export const withoutBase = (path: string, base: string): string => {
  if (base === '' || !path.startsWith(base)) return path
  const rest = path.slice(base.length)
  return rest === '' ? '/' : rest.startsWith('/') ? rest : path
}

/** A path of ours to go on to after signing in; whatever else was asked for leads to the first page. */
export const safeNext = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])[\w\-./~%?&=+:@,]*$/.test(next) && !next.startsWith('/sign-')
    ? next
    : '/'
