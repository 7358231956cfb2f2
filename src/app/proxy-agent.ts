import { EnvHttpProxyAgent } from 'undici'

/** Never through a proxy: a model, a sink or a gateway on this very machine. */
const here = ['localhost', '127.0.0.1', '::1']

/** How calls leave: through the proxy that HTTPS_PROXY or HTTP_PROXY names, if any, but for NO_PROXY and this machine. */
export const proxyAgent = (): EnvHttpProxyAgent => {
  const { NO_PROXY, no_proxy } = process.env
  return new EnvHttpProxyAgent({
    noProxy: [no_proxy ?? NO_PROXY ?? '', ...here].filter(Boolean).join(','),
  })
}
