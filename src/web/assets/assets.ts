import { script, scriptName } from './script.ts'
import { style, styleName } from './style.ts'

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect width="20" height="20" rx="4" fill="#1f4f8f"/><path d="M3 10c1.8-3.4 4.2-5 7-5s5.2 1.6 7 5c-1.8 3.4-4.2 5-7 5s-5.2-1.6-7-5z" fill="none" stroke="#fff" stroke-width="1.6"/><circle cx="10" cy="10" r="2.3" fill="#fff"/></svg>'

/** The name of the icon under /assets. */
export const iconName = 'icon.svg'

/** Everything under /assets: name, content, media type. Names change with their content, so that it may be kept for ever. */
export const assets: readonly (readonly [name: string, content: string, type: string])[] = [
  [styleName, style, 'text/css; charset=utf-8'],
  [scriptName, script, 'text/javascript; charset=utf-8'],
  [iconName, icon, 'image/svg+xml'],
]
