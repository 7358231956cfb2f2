import { EnvHttpProxyAgent } from 'undici'

/** Never called through a proxy: anything on this machine. */
const here = ['localhost', '127.0.0.1', '::1']

/**
 * The agent for outgoing calls: through the proxy that HTTPS_PROXY or HTTP_PROXY names, if any, except for NO_PROXY and
 * this machine.
 */
export const proxyAgent = (): EnvHttpProxyAgent => {
  const { NO_PROXY, no_proxy } = process.env
  return new EnvHttpProxyAgent({
    noProxy: [no_proxy ?? NO_PROXY ?? '', ...here].filter(Boolean).join(','),
  })
}
