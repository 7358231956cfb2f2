import { chromium } from 'playwright-core'
const [,, url, ...paths] = process.argv
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
for (const spec of paths) {
  const [path, scheme='light', width='1280', height='860'] = spec.split('@')
  const c = await b.newContext({ viewport:{width:+width,height:+height}, colorScheme: scheme as 'light'|'dark' })
  const p = await c.newPage()
  p.on('console', m=>console.log('console', m.type(), m.text())); p.on('pageerror', e=>console.log('pageerror', e.message))
  await p.goto(url+path)
  const n = '/tmp/shot-'+(path.replace(/[^a-z0-9]+/gi,'_')||'now')+'-'+scheme+'-'+width+'.png'
  await p.screenshot({ path:n, fullPage: height==='0' }); console.log(n)
  await c.close()
}
await b.close()
